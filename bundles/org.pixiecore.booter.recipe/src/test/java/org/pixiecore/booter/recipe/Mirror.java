package org.pixiecore.booter.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A distribution's mirror: files with ETags, of which parts may be asked for. */
final class Mirror implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile int breaksAfter = Integer.MAX_VALUE;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  Mirror() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url(String path) {
    return URI.create(
        "http://%s:%d%s"
            .formatted(
                server.getAddress().getAddress().getHostAddress(),
                server.getAddress().getPort(),
                path));
  }

  void has(String path, byte[] content) {
    files.put(path, content);
  }

  void has(String path, String content) {
    has(path, content.getBytes(UTF_8));
  }

  /** The connection of the next answer, and of no other, breaks after so many octets. */
  void breaksOnceAfter(int octets) {
    breaksAfter = octets;
  }

  /** Answers wait until the latch is down. */
  void waitsFor(CountDownLatch latch) {
    gate = latch;
  }

  /** What was asked: the path and, if there was one, the range or that it was conditional. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      String known = exchange.getRequestHeaders().getFirst("If-None-Match");
      requests.add(path + (range != null ? " " + range : "") + (known != null ? " if new" : ""));
      gate.await();
      byte[] content = files.get(path);
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String etag = "\"" + Arrays.hashCode(content) + "\"";
      exchange.getResponseHeaders().set("ETag", etag);
      if (etag.equals(known)) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      int from = 0;
      int status = 200;
      if (range != null && etag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
        from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        status = 206;
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
      }
      exchange.sendResponseHeaders(status, content.length - from);
      int length = Math.min(content.length - from, breaksAfter);
      breaksAfter = Integer.MAX_VALUE;
      OutputStream body = exchange.getResponseBody();
      body.write(content, from, length);
      body.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
