package org.pixiecore.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The page's files, of which none tells anything of machines. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pixiecore-console-page")
@HttpWhiteboardServletPattern({
  PageServlet.PATH,
  PageServlet.PATH + "/",
  PageServlet.PATH + "/console/*"
})
public final class PageServlet extends HttpServlet {

  static final String PATH = "/pixiecore";

  private final Doorkeeper doorkeeper;

  @Activate
  public PageServlet(@Reference Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doGet(request, response);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      doorkeeper.admit(request);
    } catch (RefusedException e) {
      say(response, e.refusal().status(), e.refusal().error());
      return;
    }
    String asked = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    if (asked.equals(PATH + "/")) {
      // what the page names is relative to the path without it
      response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
      response.setHeader("Location", request.getContextPath() + PATH);
      return;
    }
    Optional<StaticFile> file =
        StaticFile.read(
            asked.equals(PATH) ? "index.html" : asked.substring((PATH + "/console/").length()));
    if (file.isPresent()) {
      send(request, response, file.get());
    } else {
      say(response, HttpServletResponse.SC_NOT_FOUND, "The page is at /pixiecore.");
    }
  }

  private static void send(
      HttpServletRequest request, HttpServletResponse response, StaticFile file)
      throws IOException {
    SafeHeaders.set(response);
    response.setHeader("ETag", file.tag());
    // ask each time, for an answer of a few octets: a new version must not meet parts of an old one
    response.setHeader("Cache-Control", "no-cache");
    if (file.isAmong(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(file.type());
    response.setContentLength(file.length());
    file.writeTo(response.getOutputStream());
  }

  private static void say(HttpServletResponse response, int status, String text)
      throws IOException {
    SafeHeaders.set(response);
    response.setStatus(status);
    response.setContentType("text/plain;charset=utf-8");
    response.getOutputStream().write((text + "\n").getBytes(UTF_8));
  }
}
