package org.pixiecore.console;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A servlet whose every answer is JSON, errors too. */
abstract class JsonServlet extends HttpServlet {

  private static final Logger LOG = LoggerFactory.getLogger(JsonServlet.class);

  /** Answers GET and HEAD. */
  abstract void read(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedException;

  /** Answers POST. */
  abstract void change(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedException;

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      switch (request.getMethod()) {
        case "GET", "HEAD" -> read(request, response);
        case "POST" -> change(request, response);
        default -> Answers.sendNotAllowed(response, "GET, HEAD, POST");
      }
    } catch (RefusedException e) {
      Answers.send(response, e.refusal());
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
      Answers.send(
          response,
          new Refusal(
              HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
              "This server failed; its log says why."));
    }
  }
}
