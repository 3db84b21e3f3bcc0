package org.pixiecore.http;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import javax.servlet.AsyncContext;
import javax.servlet.Servlet;
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
import org.pixiecore.api.event.Client;
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
public final class ScriptServlet extends NeededServlet {

  private static final Logger LOG = LoggerFactory.getLogger(ScriptServlet.class);

  private final LiveHttpSettings settings;
  private final BootReports reports;
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
  public ScriptServlet(
      @Reference LiveHttpSettings settings,
      @Reference ServedPaths served,
      @Reference BootReports reports) {
    super(served, ServerUrls.SCRIPT_PATH);
    this.settings = settings;
    this.reports = reports;
  }

  /**
   * A request for a script.
   *
   * @param urls at which the machine finds this server
   * @param inquiry whether it asks only what there is (HEAD), and gets nothing of it
   */
  private record Asking(Machine machine, ServerUrls urls, Client client, boolean inquiry) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Asking asking;
    try {
      asking = read(request);
    } catch (IllegalArgumentException e) {
      complaints.about(request, "a request for a script is refused: " + e.getMessage());
      PlainText.send(response, HttpServletResponse.SC_BAD_REQUEST, e.getMessage() + "\n");
      return;
    }
    BootService asked = booters;
    if (asked == null) {
      askAgain(response, asking, "the core is not there");
      return;
    }
    AsyncContext later = request.startAsync();
    // the stage keeps to its patience; the container's own limit is for when it does not
    later.setTimeout(settings.current().scriptPatience().plusSeconds(30).toMillis());
    CompletionStage<Void> unused =
        asked
            .decide(asking.machine(), settings.current().scriptPatience())
            .handle(
                (decision, failure) -> {
                  answerLater(later, asking, decision, failure);
                  return null;
                });
  }

  private static Asking read(HttpServletRequest request) throws IOException {
    Machine machine =
        MachineQuery.parse(request::getParameter, MachineQuery.ipv4(request.getLocalAddr()));
    return new Asking(
        machine,
        ServerUrls.seenBy(request, request.getServerPort()),
        Requesters.of(request, machine.mac()),
        request.getMethod().equals("HEAD"));
  }

  private void answerLater(
      AsyncContext later, Asking asking, BootDecision decision, Throwable failure) {
    HttpServletResponse response = (HttpServletResponse) later.getResponse();
    try {
      if (failure != null) {
        blunder(response, asking, failure);
        return;
      }
      try {
        answer(response, asking, decision);
      } catch (RuntimeException e) {
        blunder(response, asking, e);
      }
    } catch (IOException e) {
      LOG.info("{}: went away before it had its script: {}", asking.machine(), e.getMessage());
    } finally {
      later.complete();
    }
  }

  private void answer(HttpServletResponse response, Asking asking, BootDecision decision)
      throws IOException {
    Machine machine = asking.machine();
    SealedFiles seal = files;
    if (decision instanceof BootDecision.NotOurs other) {
      LOG.info("{}: is sent back to its firmware: {}", machine, new OneLine(other.reason()));
      String script = new IpxeScripts(asking.urls(), file -> "").notOurs(other.reason());
      send(response, asking, decision, script);
    } else if (decision instanceof BootDecision.Undecided undecided) {
      askAgain(response, asking, undecided.reason());
    } else if (seal == null) {
      askAgain(response, asking, "the core is not there");
    } else if (decision instanceof BootDecision.Boot boot) {
      LOG.info("{}: gets booter {}'s script: {}", machine, boot.booter(), boot.summary());
      String script = new IpxeScripts(asking.urls(), seal::seal).of(machine, boot);
      send(response, asking, decision, script);
    }
  }

  /** What nobody expected, from a booter of anyone's: the next try may find it mended. */
  private void blunder(HttpServletResponse response, Asking asking, Throwable failure)
      throws IOException {
    LOG.error("{}: its script cannot be written", asking.machine(), failure);
    askAgain(response, asking, "this server failed");
  }

  private void askAgain(HttpServletResponse response, Asking asking, String reason)
      throws IOException {
    LOG.info("{}: is to ask for its script again: {}", asking.machine(), reason);
    IpxeScripts scripts = new IpxeScripts(asking.urls(), file -> "");
    String script = scripts.askAgain(asking.machine(), settings.current().askAgain());
    send(response, asking, new BootDecision.Undecided(reason), script);
  }

  /** Tells of it first: what the machine then fetches is another thread's to tell. */
  private void send(
      HttpServletResponse response, Asking asking, BootDecision decision, String script)
      throws IOException {
    if (!asking.inquiry()) {
      reports.instructed(asking.client(), decision);
    }
    PlainText.send(response, HttpServletResponse.SC_OK, script);
  }
}
