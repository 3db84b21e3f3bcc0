package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Another server, which sends whatever bytes a test wants and remembers what it was asked. */
final class Origin {

  /** Writes a whole response, head and all. */
  interface Manners {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Manners manners;

  Origin() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "origin");
    thread.setDaemon(true);
    thread.start();
  }

  void answers(Manners next) {
    manners = next;
  }

  void answers(String response) {
    answers(out -> out.write(response.getBytes(ISO_8859_1)));
  }

  /** The heads of the requests so far. */
  List<String> requests() {
    return requests;
  }

  String authority() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  String url(String path) {
    return "http://" + authority() + path;
  }

  void stop() throws IOException {
    listener.close();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread thread = new Thread(() -> serve(socket), "origin-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      StringBuilder head = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.append(line).append('\n');
      }
      requests.add(head.toString());
      manners.answer(socket.getOutputStream());
    } catch (IOException | InterruptedException e) {
      // the other side went away
    }
  }
}
