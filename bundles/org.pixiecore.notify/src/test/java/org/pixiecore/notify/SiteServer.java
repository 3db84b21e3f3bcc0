package org.pixiecore.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.pixiecore.api.concurrent.DaemonThreads;

/** A server of the site that is called, and answers as a test wants it. */
final class SiteServer implements AutoCloseable {

  /** What it does with a call. */
  interface Reply {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /**
   * A call.
   *
   * @param path with its query
   * @param id what the header says
   * @param timestamp likewise
   * @param signature likewise; null if there is none
   */
  record Call(String path, String id, String timestamp, String signature, String body) {

    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(body);
    }

    String state() throws IOException {
      return json().path("machine").path("mac").asText().substring(15)
          + " "
          + json().path("state").asText();
    }
  }

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(DaemonThreads.named("site-server"));
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private volatile Reply reply = status(204);

  SiteServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Answers so from now on. */
  void reply(Reply next) {
    reply = next;
  }

  static Reply status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** The next call; waits for it. */
  Call call() throws InterruptedException {
    Call call = calls.poll(20, TimeUnit.SECONDS);
    assertThat(call).as("a call").isNotNull();
    return call;
  }

  /** Whether every call has been taken by the test. */
  boolean isQuiet() {
    return calls.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply now = reply;
      calls.add(
          new Call(
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().getFirst("Webhook-Id"),
              exchange.getRequestHeaders().getFirst("Webhook-Timestamp"),
              exchange.getRequestHeaders().getFirst("Webhook-Signature"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      now.to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
