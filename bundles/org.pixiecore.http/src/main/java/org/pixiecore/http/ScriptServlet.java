package org.pixiecore.http;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import javax.servlet.AsyncContext;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootService;
import org.pixiecore.api.Machine;
import org.pixiecore.api.SealedFiles;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a machine its iPXE script. No thread waits for the booters; and while there is no answer,
 * or the core is being replaced, the machine gets a script that asks again.
 */
@Component(service = Servlet.class, property = ServedPaths.AT_ONCE)
@HttpWhiteboardServletName("pixiecore-ipxe")
@HttpWhiteboardServletPattern(ServerUrls.SCRIPT_PATH)
@HttpWhiteboardServletAsyncSupported
public final class ScriptServlet extends HttpServlet {

  private static final Logger LOG = LoggerFactory.getLogger(ScriptServlet.class);

  private final LiveHttpSettings settings;
  private final ServedPaths served;
  private final Complaints complaints = new Complaints(LOG);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootService booters;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SealedFiles files;

  @Activate
  public ScriptServlet(@Reference LiveHttpSettings settings, @Reference ServedPaths served) {
    this.settings = settings;
    this.served = served;
  }

  @Override
  public void init() {
    served.begin(ServerUrls.SCRIPT_PATH);
  }

  @Override
  public void destroy() {
    served.end(ServerUrls.SCRIPT_PATH);
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doGet(request, response);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Machine machine;
    ServerUrls urls;
    try {
      machine =
          MachineQuery.parse(request::getParameter, MachineQuery.ipv4(request.getLocalAddr()));
      urls = ServerUrls.seenBy(request, request.getServerPort());
    } catch (IllegalArgumentException e) {
      complaints.about(request, "a request for a script is refused: " + e.getMessage());
      PlainText.send(response, HttpServletResponse.SC_BAD_REQUEST, e.getMessage() + "\n");
      return;
    }
    BootService asked = booters;
    if (asked == null) {
      askAgain(response, machine, urls, "the core is not there");
      return;
    }
    AsyncContext later = request.startAsync();
    // the stage keeps to its patience; the container's own limit is for when it does not
    later.setTimeout(settings.current().scriptPatience().plusSeconds(30).toMillis());
    CompletionStage<Void> unused =
        asked
            .decide(machine, settings.current().scriptPatience())
            .handle(
                (decision, failure) -> {
                  answerLater(later, machine, urls, decision, failure);
                  return null;
                });
  }

  private void answerLater(
      AsyncContext later,
      Machine machine,
      ServerUrls urls,
      BootDecision decision,
      Throwable failure) {
    HttpServletResponse response = (HttpServletResponse) later.getResponse();
    try {
      if (failure != null) {
        blunder(response, machine, urls, failure);
        return;
      }
      try {
        answer(response, machine, urls, decision);
      } catch (RuntimeException e) {
        blunder(response, machine, urls, e);
      }
    } catch (IOException e) {
      LOG.info("{}: went away before it had its script: {}", machine, e.getMessage());
    } finally {
      later.complete();
    }
  }

  private void answer(
      HttpServletResponse response, Machine machine, ServerUrls urls, BootDecision decision)
      throws IOException {
    SealedFiles seal = files;
    if (decision instanceof BootDecision.NotOurs other) {
      LOG.info("{}: is sent back to its firmware: {}", machine, new OneLine(other.reason()));
      PlainText.send(
          response,
          HttpServletResponse.SC_OK,
          new IpxeScripts(urls, file -> "").notOurs(other.reason()));
    } else if (decision instanceof BootDecision.Undecided undecided) {
      askAgain(response, machine, urls, undecided.reason());
    } else if (seal == null) {
      askAgain(response, machine, urls, "the core is not there");
    } else if (decision instanceof BootDecision.Boot boot) {
      LOG.info("{}: gets booter {}'s script: {}", machine, boot.booter(), boot.summary());
      PlainText.send(
          response, HttpServletResponse.SC_OK, new IpxeScripts(urls, seal::seal).of(machine, boot));
    }
  }

  /** What nobody expected, from a booter of anyone's: the next try may find it mended. */
  private void blunder(
      HttpServletResponse response, Machine machine, ServerUrls urls, Throwable failure)
      throws IOException {
    LOG.error("{}: its script cannot be written", machine, failure);
    askAgain(response, machine, urls, "this server failed");
  }

  private void askAgain(
      HttpServletResponse response, Machine machine, ServerUrls urls, String reason)
      throws IOException {
    LOG.info("{}: is to ask for its script again: {}", machine, reason);
    IpxeScripts scripts = new IpxeScripts(urls, file -> "");
    PlainText.send(
        response,
        HttpServletResponse.SC_OK,
        scripts.askAgain(machine, settings.current().askAgain()));
  }
}
