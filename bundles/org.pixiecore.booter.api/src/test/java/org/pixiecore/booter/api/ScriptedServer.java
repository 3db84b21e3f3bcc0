package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that sends exactly the octets that a test tells it, however wrong they are. */
final class ScriptedServer implements AutoCloseable {

  /** What it sends. Thrown exceptions close the connection. */
  @FunctionalInterface
  interface Reply {
    void to(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  /**
   * A request.
   *
   * @param target path and query
   * @param headers names in lower case
   * @param connection which of its connections it came by, from 1
   */
  record Request(String target, Map<String, String> headers, int connection) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
  }

  private final ServerSocket listener;
  private final Thread acceptor;
  private final String scheme;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile Reply reply;

  ScriptedServer(Reply reply) throws IOException {
    this("http", new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), reply);
  }

  ScriptedServer(String scheme, ServerSocket listener, Reply reply) {
    this.scheme = scheme;
    this.listener = listener;
    this.reply = reply;
    acceptor = new Thread(this::accept, "scripted-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** Sends this from now on. */
  void reply(Reply next) {
    reply = next;
  }

  void reply(String next) {
    reply = always(next);
  }

  /** Where it is, with an API below {@code /api}. */
  URI url() {
    return URI.create("%s://127.0.0.1:%d/api".formatted(scheme, listener.getLocalPort()));
  }

  List<Request> requests() {
    return requests;
  }

  int connections() {
    return accepted.get();
  }

  static Reply always(String response) {
    return (request, out) -> out.write(response.getBytes(UTF_8));
  }

  static String ok(String body, String... fields) {
    return response("200 OK", body, fields);
  }

  static String response(String status, String body, String... fields) {
    return "HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(
            status,
            body.getBytes(UTF_8).length,
            fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n",
            body);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    // a connection that came in that instant is accepted all the same
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        int number = accepted.incrementAndGet();
        Thread thread = new Thread(() -> serve(connection, number), "scripted-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket connection, int number) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Request request = new Request(line.split(" ", 3)[1], headers(in), number);
        requests.add(request);
        reply.to(request, connection.getOutputStream());
        connection.getOutputStream().flush();
      }
    } catch (IOException | InterruptedException e) {
      // the test wants it so, or the client went away
    }
  }

  private static Map<String, String> headers(BufferedReader in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      String[] field = line.split(":", 2);
      headers.put(field[0].toLowerCase(Locale.ROOT), field[1].strip());
    }
    return headers;
  }
}
