package org.pixiecore.console;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** What happens, as it happens: server-sent events. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pixiecore-console-events")
@HttpWhiteboardServletPattern(EventsServlet.PATH)
@HttpWhiteboardServletAsyncSupported
public final class EventsServlet extends JsonServlet {

  static final String PATH = ApiServlet.PATH + "/events";

  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

  private final Doorkeeper doorkeeper;
  private final LiveConsoleSettings settings;
  private final LiveMachines machines;

  @Activate
  public EventsServlet(
      @Reference Doorkeeper doorkeeper,
      @Reference LiveConsoleSettings settings,
      @Reference LiveMachines machines) {
    this.doorkeeper = doorkeeper;
    this.settings = settings;
    this.machines = machines;
  }

  @Override
  void read(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedException {
    Optional<Session> session = doorkeeper.viewer(request);
    SafeHeaders.set(response);
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    // or nginx gathers the events until there are many
    response.setHeader("X-Accel-Buffering", "no");
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    AsyncContext connection = request.startAsync();
    connection.setTimeout(0);
    StreamViewer viewer =
        new StreamViewer(
            response.getOutputStream(),
            () -> doorkeeper.maySeeOn(session),
            () -> complete(connection));
    connection.addListener(new Leaving(viewer));
    if (!machines.watch(viewer, settings.current().maxViewers())) {
      response.reset();
      Answers.send(
          response,
          new Refusal(
              HttpServletResponse.SC_SERVICE_UNAVAILABLE,
              "Too many watch already; /pixiecore/api/machines tells how it stands.",
              TRY_AGAIN));
      connection.complete();
      return;
    }
    response.getOutputStream().setWriteListener(viewer);
  }

  private static void complete(AsyncContext connection) {
    try {
      connection.complete();
    } catch (IllegalStateException e) {
      // the container has ended it already
    }
  }

  @Override
  void change(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Answers.sendNotAllowed(response, "GET, HEAD");
  }

  /** However the connection ends, nobody sends to it any more. */
  private final class Leaving implements AsyncListener {

    private final StreamViewer viewer;

    Leaving(StreamViewer viewer) {
      this.viewer = viewer;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      machines.leave(viewer);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      viewer.close();
    }

    @Override
    public void onError(AsyncEvent event) {
      viewer.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // it is started once
    }
  }
}
