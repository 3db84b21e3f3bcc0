package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import javax.servlet.http.HttpServletResponse;

/** Answers of one piece of text. To HEAD, the container sends the headers alone. */
final class PlainText {

  private PlainText() {}

  static void send(HttpServletResponse response, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    response.setStatus(status);
    response.setContentType("text/plain;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
