package org.pixiecore.booter.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Takes connections, and says nothing more than one thing. */
final class SilentServer implements AutoCloseable {

  /** Success, to the first message, which is the one for StartTLS (RFC 4511 section 4.12). */
  static final byte[] STARTTLS_ACCEPTED = {0x30, 0x0c, 2, 1, 1, 0x78, 7, 0x0a, 1, 0, 4, 0, 4, 0};

  private final ServerSocket listener;
  private final byte[] answer;
  private final List<Socket> taken = new ArrayList<>();

  SilentServer() throws IOException {
    this(new byte[0]);
  }

  /** One that gives this answer to the first message. */
  SilentServer(byte[] answer) throws IOException {
    this.answer = answer;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread acceptor = new Thread(this::accept, "silent-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  String url(String scheme) {
    return scheme + "://127.0.0.1:" + listener.getLocalPort();
  }

  synchronized int connections() {
    return taken.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        synchronized (this) {
          taken.add(socket);
        }
        if (answer.length > 0 && socket.getInputStream().read() >= 0) {
          socket.getOutputStream().write(answer);
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  @Override
  public synchronized void close() throws IOException {
    listener.close();
    for (Socket socket : taken) {
      socket.close();
    }
  }
}
