package org.pixiecore.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers of JSON. To HEAD, the container sends the headers alone. */
final class Answers {

  private static final int LONGEST_REQUEST = 16 * 1024;

  private Answers() {}

  static void send(HttpServletResponse response, JsonNode json) throws IOException {
    send(response, HttpServletResponse.SC_OK, json);
  }

  static void send(HttpServletResponse response, Refusal refusal) throws IOException {
    if (!refusal.retryAfter().isZero()) {
      response.setHeader("Retry-After", String.valueOf(refusal.retryAfter().toSeconds() + 1));
    }
    send(response, refusal.status(), Json.object().put("error", refusal.error()));
  }

  /** With the methods that are allowed. */
  static void sendNotAllowed(HttpServletResponse response, String allowed) throws IOException {
    response.setHeader("Allow", allowed);
    send(
        response,
        new Refusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Allowed is " + allowed + "."));
  }

  static RefusedException notFound() {
    return new RefusedException(
        HttpServletResponse.SC_NOT_FOUND, "There is nothing at this path: see docs/console.md.");
  }

  /**
   * What a client sent.
   *
   * @throws RefusedException if it is no JSON object, or too long
   */
  static JsonNode read(HttpServletRequest request) throws IOException, RefusedException {
    byte[] octets = request.getInputStream().readNBytes(LONGEST_REQUEST + 1);
    if (octets.length > LONGEST_REQUEST) {
      throw new RefusedException(
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
          "A request has at most " + LONGEST_REQUEST + " octets.");
    }
    try {
      JsonNode json = Json.read(octets);
      if (json.isObject()) {
        return json;
      }
    } catch (IOException e) {
      // said below; the parser's words would repeat the request, password and all
    }
    throw new RefusedException(
        HttpServletResponse.SC_BAD_REQUEST, "The request's body is to be a JSON object.");
  }

  private static void send(HttpServletResponse response, int status, JsonNode json)
      throws IOException {
    byte[] body = Json.write(json).getBytes(UTF_8);
    SafeHeaders.set(response);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
