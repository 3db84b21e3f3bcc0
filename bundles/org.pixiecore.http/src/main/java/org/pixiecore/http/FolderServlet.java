package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderFiles;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.Machine;
import org.pixiecore.api.log.LogLimit;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A machine's folder: {@code /pixiecore/machine/<machine>/<path>}. In it are the boot programs by
 * name, for firmware that boots by HTTP, and what the boot loaders ask for.
 */
@Component(service = Servlet.class, property = ServedPaths.AT_ONCE)
@HttpWhiteboardServletName("pixiecore-folder")
@HttpWhiteboardServletPattern(ServerUrls.FOLDER_PATH + "/*")
@HttpWhiteboardServletAsyncSupported
public final class FolderServlet extends NeededServlet {

  private static final Logger LOG = LoggerFactory.getLogger(FolderServlet.class);
  private static final String TEXT = "text/plain;charset=utf-8";
  private static final String PAUSE_SECONDS = "1";
  private static final int LINES_A_MINUTE = 100;

  /** The loaders keep to their patience; this is for when they do not. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

  private final BootReports reports;
  private final Complaints complaints = new Complaints(LOG);
  private final FileSender sender = new FileSender(new MappedFiles());
  private final LogLimit misses =
      new LogLimit(LINES_A_MINUTE, Duration.ofMinutes(1), System::nanoTime);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootPrograms programs;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile LoaderFiles loaders;

  @Activate
  public FolderServlet(@Reference ServedPaths served, @Reference BootReports reports) {
    super(served, ServerUrls.FOLDER_PATH);
    this.reports = reports;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LoaderRequest question;
    try {
      question = read(request);
    } catch (IllegalArgumentException e) {
      complaints.about(request, "a request in a machine's folder is refused: " + e.getMessage());
      PlainText.send(response, HttpServletResponse.SC_BAD_REQUEST, e.getMessage() + "\n");
      return;
    }
    Machine machine = question.machine().orElseThrow();
    Fetch fetch = Fetch.begin(request, machine.mac(), reports);
    BootPrograms knownPrograms = programs;
    if (knownPrograms == null) {
      askAgain(response, fetch, question, "no service knows the boot programs");
      return;
    }
    Optional<BootProgram> program =
        question.path().size() == 1
            ? knownPrograms.named(question.path().get(0))
            : Optional.empty();
    if (program.isPresent()) {
      boolean unused =
          sender.send(
              fetch,
              List.of(program.get().path()),
              program.get().name(),
              program.get().name(),
              Optional.of(program.get().loader()),
              request,
              response,
              request::startAsync);
      return;
    }
    LoaderFiles knownLoaders = loaders;
    if (knownLoaders == null) {
      askAgain(response, fetch, question, "no service knows what boot loaders ask for");
      return;
    }
    AsyncContext later = request.startAsync();
    later.setTimeout(TIME_LIMIT.toMillis());
    CompletionStage<Void> unused =
        knownLoaders
            .find(question)
            .handle(
                (file, failure) -> {
                  answerLater(later, fetch, question, file, failure);
                  return null;
                });
  }

  private void answerLater(
      AsyncContext later, Fetch fetch, LoaderRequest question, LoaderFile file, Throwable failure) {
    boolean goesOn = false;
    try {
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      goesOn = answer(later, fetch, question, file);
    } catch (IOException e) {
      LOG.info("{}: went away before it had {}", fetch.who(), shown(question));
    } catch (RuntimeException e) {
      LOG.error("{}: {} cannot be served", fetch.who(), shown(question), e);
      HttpServletResponse response = (HttpServletResponse) later.getResponse();
      if (!response.isCommitted()) {
        response.reset();
        response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      }
    } finally {
      if (!goesOn) {
        later.complete();
      }
    }
  }

  /** Whether the answer goes on. */
  private boolean answer(AsyncContext later, Fetch fetch, LoaderRequest question, LoaderFile file)
      throws IOException {
    HttpServletResponse response = (HttpServletResponse) later.getResponse();
    String name = name(question);
    if (file instanceof LoaderFile.Stored stored) {
      return sender.send(
          fetch,
          stored.parts(),
          String.join(" and ", stored.parts().stream().map(String::valueOf).toList()),
          name,
          Optional.empty(),
          (HttpServletRequest) later.getRequest(),
          response,
          () -> later);
    }
    if (file instanceof LoaderFile.Generated generated) {
      if (fetch.isHead()) {
        send(response, generated.content().duplicate());
      } else {
        sendGenerated(response, fetch, question, generated.content().duplicate());
      }
    } else if (file instanceof LoaderFile.NotYet wait) {
      askAgain(response, fetch, question, wait.reason());
    } else {
      notFound(response, fetch, question, ((LoaderFile.Absent) file).reason());
    }
    return false;
  }

  private static void sendGenerated(
      HttpServletResponse response, Fetch fetch, LoaderRequest question, ByteBuffer content)
      throws IOException {
    long size = content.remaining();
    Sending sending =
        fetch.sends(shown(question), name(question), Optional.empty(), OptionalLong.of(size));
    try {
      send(response, content);
    } catch (IOException e) {
      sending.ended(0, e);
      throw e;
    }
    sending.ended(size, null);
    LOG.debug("{}: has {}", fetch.who(), shown(question));
  }

  private static String name(LoaderRequest question) {
    return question.path().get(question.path().size() - 1);
  }

  /**
   * The header goes out by itself: U-Boot's {@code wget} (2023 to 2025 at the least) waits for ever
   * where no segment but the header's brings content.
   */
  static void send(HttpServletResponse response, ByteBuffer content) throws IOException {
    response.setContentType(TEXT);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(content.remaining());
    response.flushBuffer();
    byte[] octets = new byte[content.remaining()];
    content.get(octets);
    response.getOutputStream().write(octets);
  }

  private static void askAgain(
      HttpServletResponse response, Fetch fetch, LoaderRequest question, String reason)
      throws IOException {
    LOG.info("{}: is to ask for {} again: {}", fetch.who(), shown(question), new OneLine(reason));
    fetch.refused(question.joinedPath(), reason);
    response.setHeader("Retry-After", PAUSE_SECONDS);
    PlainText.send(
        response,
        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        "This is not known yet. Try again.\n");
  }

  private void notFound(
      HttpServletResponse response, Fetch fetch, LoaderRequest question, String reason)
      throws IOException {
    fetch.refused(question.joinedPath(), reason);
    if (reason.isEmpty() || misses.permit().isEmpty()) {
      LOG.debug("{}: asks for {}, which is not there", fetch.who(), shown(question));
    } else {
      LOG.info("{}: asks for {}: {}", fetch.who(), shown(question), new OneLine(reason));
    }
    PlainText.send(response, HttpServletResponse.SC_NOT_FOUND, "There is no such file.\n");
  }

  private static OneLine shown(LoaderRequest question) {
    return new OneLine(question.joinedPath());
  }

  /**
   * Takes the path apart as it stands in the URL: the machine's own segment holds encoded text.
   *
   * @throws IllegalArgumentException if it is none of such a folder
   */
  private static LoaderRequest read(HttpServletRequest request) throws IOException {
    String folder = request.getContextPath() + ServerUrls.FOLDER_PATH + "/";
    String uri = request.getRequestURI();
    if (!uri.startsWith(folder)) {
      throw new IllegalArgumentException("a path in a machine's folder is expected");
    }
    List<String> segments =
        Arrays.stream(uri.substring(folder.length()).split("/"))
            .filter(segment -> !segment.isEmpty())
            .toList();
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("a machine is expected");
    }
    Machine machine =
        MachineQuery.parseSegment(segments.get(0), MachineQuery.ipv4(request.getLocalAddr()));
    return new LoaderRequest(
        Optional.of(machine.mac()),
        Optional.of(machine),
        segments.stream().skip(1).map(FolderServlet::decoded).toList(),
        InetAddress.getByName(request.getRemoteAddr()),
        InetAddress.getByName(request.getLocalAddr()),
        Optional.of(ServerUrls.seenBy(request, port(request)).base()),
        request.getMethod().equals("HEAD"));
  }

  /** In a path, unlike in a query, a plus is no space. */
  private static String decoded(String segment) {
    String text = URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    if (text.contains("/")) {
      throw new IllegalArgumentException("a path's segment holds a slash");
    }
    return text;
  }

  /** PXELINUX leaves it out of the header {@code Host}; the folder's URL had this server's own. */
  private static int port(HttpServletRequest request) {
    String host = request.getHeader("Host");
    return host != null && host.matches(".*:[0-9]+")
        ? request.getServerPort()
        : request.getLocalPort();
  }
}
