package org.pixiecore.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Who has signed in: GET tells it, POST signs in, and POST to {@code /end} signs out. A session is
 * a cookie and not HTTP's Basic: browsers never forget what they sent with that, and send it with
 * whatever another site makes them ask.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pixiecore-console-session")
@HttpWhiteboardServletPattern({SessionServlet.PATH, SessionServlet.PATH + "/end"})
public final class SessionServlet extends JsonServlet {

  static final String PATH = ApiServlet.PATH + "/session";

  private final Doorkeeper doorkeeper;

  @Activate
  public SessionServlet(@Reference Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  @Override
  void read(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedException {
    if (request.getServletPath().endsWith("/end")) {
      Answers.sendNotAllowed(response, "POST");
      return;
    }
    doorkeeper.admit(request);
    Answers.send(response, json(doorkeeper.session(request)));
  }

  @Override
  void change(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedException {
    if (request.getServletPath().endsWith("/end")) {
      doorkeeper.signOut(request);
      setCookie(request, response, "", "; Max-Age=0");
      Answers.send(response, json(Optional.empty()));
      return;
    }
    JsonNode credentials = Answers.read(request);
    Session session =
        doorkeeper.signIn(
            request, credentials.path("user").asText(), credentials.path("password").asText());
    setCookie(request, response, session.id(), "");
    Answers.send(response, json(Optional.of(session)));
  }

  /** Only the page's own requests carry it, and no script reads it. */
  private static void setCookie(
      HttpServletRequest request, HttpServletResponse response, String value, String more) {
    response.setHeader(
        "Set-Cookie",
        "%s=%s; Path=%s; HttpOnly; SameSite=Strict%s%s"
            .formatted(
                Doorkeeper.COOKIE,
                value,
                request.getContextPath() + PageServlet.PATH,
                request.isSecure() ? "; Secure" : "",
                more));
  }

  private static ObjectNode json(Optional<Session> session) {
    return Json.object()
        .put("user", Json.orNull(session.map(Session::user)))
        .put("mayChange", session.map(Session::mayChange).orElse(false))
        .put("token", Json.orNull(session.map(Session::token)));
  }
}
