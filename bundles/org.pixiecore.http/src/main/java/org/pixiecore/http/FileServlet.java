package org.pixiecore.http;

import static javax.servlet.http.HttpServletResponse.SC_BAD_GATEWAY;
import static javax.servlet.http.HttpServletResponse.SC_GATEWAY_TIMEOUT;
import static javax.servlet.http.HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
import static javax.servlet.http.HttpServletResponse.SC_NOT_FOUND;
import static javax.servlet.http.HttpServletResponse.SC_NOT_MODIFIED;
import static javax.servlet.http.HttpServletResponse.SC_OK;
import static javax.servlet.http.HttpServletResponse.SC_PARTIAL_CONTENT;
import static javax.servlet.http.HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE;
import static javax.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
import org.pixiecore.api.BootFile;
import org.pixiecore.api.SealedFiles;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.log.UrlSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the files that booters named, and nothing else: {@code /pixiecore/file/<sealed file>/<any
 * name>}. The answer to a client never says where a file is; the log does.
 */
@Component(service = Servlet.class, property = ServedPaths.AT_ONCE)
@HttpWhiteboardServletName("pixiecore-file")
@HttpWhiteboardServletPattern(ServerUrls.FILE_PATH + "/*")
@HttpWhiteboardServletAsyncSupported
public final class FileServlet extends NeededServlet {

  private static final Logger LOG = LoggerFactory.getLogger(FileServlet.class);

  /** What another server is asked as the machine asked, and says as it says. */
  private static final List<String> CONDITIONS = List.of("If-None-Match", "If-Modified-Since");

  /** Only for one range: the answer to several is a multipart body, and booted by nobody. */
  private static final List<String> RANGE = List.of("Range", "If-Range");

  private static final List<String> SAID =
      List.of("Content-Range", "Accept-Ranges", "ETag", "Last-Modified");

  private static final int IDLE_SECONDS = 30;

  private final LiveHttpSettings settings;
  private final BootReports reports;
  private final Complaints complaints = new Complaints(LOG);
  private final FileSender sender;
  private final ScheduledThreadPoolExecutor timer;
  private final RemoteFiles remoteFiles;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SealedFiles files;

  @Activate
  public FileServlet(
      @Reference LiveHttpSettings settings,
      @Reference ServedPaths served,
      @Reference BootReports reports) {
    super(served, ServerUrls.FILE_PATH);
    this.settings = settings;
    this.reports = reports;
    this.sender = new FileSender(new MappedFiles());
    // The threads end when they have been idle for a while, not when this bundle stops: a machine
    // that is loading a file goes on while the bundle is replaced.
    int processors = Runtime.getRuntime().availableProcessors();
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            processors,
            processors,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("pixiecore-fetch"));
    workers.allowCoreThreadTimeOut(true);
    timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("pixiecore-http-timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    remoteFiles = new RemoteFiles(workers, settings::tls);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Fetch fetch = Fetch.begin(request, reports);
    SealedFiles seal = files;
    if (seal == null) {
      fetch.refused(name(request), "the core is not there: the machine is to ask again");
      response.setHeader("Retry-After", "1");
      PlainText.send(response, SC_SERVICE_UNAVAILABLE, "The server is being updated. Try again.\n");
      return;
    }
    Optional<BootFile> file = seal.unseal(token(request));
    if (file.isEmpty()) {
      complaints.about(request, "asks for a file with a token that this server did not make");
      fetch.refused(name(request), "its URL has a token that this server did not make");
      PlainText.send(response, SC_NOT_FOUND, "There is no such file.\n");
    } else if (file.get().isLocal()) {
      boolean unused =
          sender.send(
              fetch,
              List.of(file.get().path()),
              file.get().toString(),
              file.get().name(),
              Optional.empty(),
              request,
              response,
              request::startAsync);
    } else {
      sendRemote(fetch, file.get(), request);
    }
  }

  /** The first segment after the servlet's path; what follows is for people. */
  private static String token(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null ? "" : path.substring(1).split("/", 2)[0];
  }

  /** The last segment, which is the file's name as the machine knows it. */
  private static String name(HttpServletRequest request) {
    String path = String.valueOf(request.getPathInfo());
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void sendRemote(Fetch fetch, BootFile file, HttpServletRequest request) {
    Map<String, String> asked = new LinkedHashMap<>();
    copy(CONDITIONS, request, asked);
    if (RequestedRange.isSingle(request.getHeader("Range"))) {
      copy(RANGE, request, asked);
    }
    HttpSettings now = settings.current();
    AsyncContext later = request.startAsync();
    later.setTimeout(0);
    CompletableFuture<Void> unused =
        remoteFiles
            .ask(fetch.method(), file.location(), asked, now)
            .handle(
                (response, failure) -> {
                  try {
                    if (failure != null) {
                      refuse(fetch, file, later, failure);
                    } else {
                      passOn(fetch, file, later, response, now);
                    }
                  } catch (IOException e) {
                    LOG.info("{}: went away before it had {}", fetch.who(), file);
                    giveUp(later, response);
                  } catch (RuntimeException e) {
                    LOG.error("{}: {} cannot be passed on", fetch.who(), file, e);
                    giveUp(later, response);
                  }
                  return null;
                });
  }

  private static void copy(
      List<String> headers, HttpServletRequest request, Map<String, String> asked) {
    for (String header : headers) {
      String value = request.getHeader(header);
      if (value != null) {
        asked.put(header, value);
      }
    }
  }

  /**
   * Lets go of both sides.
   *
   * @param upstream null if the other server did not answer
   */
  private static void giveUp(
      AsyncContext later, HttpResponse<Publisher<List<ByteBuffer>>> upstream) {
    if (upstream != null) {
      Discard.body(upstream.body());
    }
    HttpServletResponse response = (HttpServletResponse) later.getResponse();
    try {
      if (!response.isCommitted()) {
        response.reset();
        response.setStatus(SC_INTERNAL_SERVER_ERROR);
      }
    } finally {
      later.complete();
    }
  }

  private void passOn(
      Fetch fetch,
      BootFile file,
      AsyncContext later,
      HttpResponse<Publisher<List<ByteBuffer>>> upstream,
      HttpSettings now)
      throws IOException {
    HttpServletResponse response = (HttpServletResponse) later.getResponse();
    int status = upstream.statusCode();
    switch (status) {
      case SC_OK, SC_PARTIAL_CONTENT, SC_NOT_MODIFIED, SC_REQUESTED_RANGE_NOT_SATISFIABLE -> {}
      default -> {
        Discard.body(upstream.body());
        refuse(fetch, file, later, status);
        return;
      }
    }
    OptionalLong length = upstream.headers().firstValueAsLong("Content-Length");
    if (length.isPresent() && length.getAsLong() < 0) {
      Discard.body(upstream.body());
      refuse(fetch, file, later, new IOException("its length is " + length.getAsLong()));
      return;
    }
    response.setStatus(status);
    for (String header : SAID) {
      upstream.headers().firstValue(header).ifPresent(value -> response.setHeader(header, value));
    }
    response.setContentType(ContentTypes.of(file.name()));
    // Without it the length is not known until the end, and a file is not stored to find out: the
    // response is chunked, by which a client sees its end as surely.
    length.ifPresent(response::setContentLengthLong);
    if (fetch.isHead() || status == SC_NOT_MODIFIED) {
      Discard.body(upstream.body());
      LOG.debug("{}: asked about {}: {}", fetch.who(), file, status);
      later.complete();
      return;
    }
    RemoteBody body = new RemoteBody(now.readTimeout(), timer);
    Sending sending = fetch.sends(file, file.name(), Optional.empty(), length);
    Transfer transfer = Transfer.start(later, body, sending);
    upstream.body().subscribe(body);
    body.feeds(transfer);
  }

  private static void refuse(Fetch fetch, BootFile file, AsyncContext later, int status)
      throws IOException {
    LOG.error("{}: {} cannot be fetched: its server answers {}", fetch.who(), file, status);
    fetch.refused(
        file.name(), "%s cannot be fetched: its server answers %d".formatted(file, status));
    boolean missing = status == SC_NOT_FOUND || status == HttpServletResponse.SC_GONE;
    PlainText.send(
        (HttpServletResponse) later.getResponse(),
        missing ? SC_NOT_FOUND : SC_BAD_GATEWAY,
        "The server that has this file answers " + status + ".\n");
    later.complete();
  }

  private static void refuse(Fetch fetch, BootFile file, AsyncContext later, Throwable failure)
      throws IOException {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    String reason = UrlSecrets.mask(cause.toString());
    LOG.error("{}: {} cannot be fetched: {}", fetch.who(), file, reason);
    fetch.refused(file.name(), "%s cannot be fetched: %s".formatted(file, reason));
    boolean late = cause instanceof HttpTimeoutException;
    PlainText.send(
        (HttpServletResponse) later.getResponse(),
        late ? SC_GATEWAY_TIMEOUT : SC_BAD_GATEWAY,
        late
            ? "The server that has this file does not answer in time.\n"
            : "The server that has this file cannot be reached, or makes no sense.\n");
    later.complete();
  }
}
