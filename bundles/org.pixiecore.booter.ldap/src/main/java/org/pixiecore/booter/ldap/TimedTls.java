package org.pixiecore.booter.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS to one server, with the handshake done before a socket is handed out, and within a time
 * limit: the LDAP library would wait for a silent server for ever.
 */
final class TimedTls extends SSLSocketFactory {

  private final SSLSocketFactory tls;
  private final String host;
  private final int millis;

  TimedTls(SSLSocketFactory tls, String host, Duration limit) {
    this.tls = tls;
    this.host = host;
    this.millis = (int) limit.toMillis();
  }

  /** Makes none that is not connected, so that the library asks for one that is. */
  @Override
  public Socket createSocket() throws IOException {
    throw new SocketException("only connected sockets are made here");
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(address, port), millis);
      return createSocket(plain, host, port, true);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  @Override
  public Socket createSocket(Socket plain, String server, int port, boolean autoClose)
      throws IOException {
    int before = plain.getSoTimeout();
    plain.setSoTimeout(millis);
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, autoClose);
    socket.startHandshake();
    plain.setSoTimeout(before);
    return socket;
  }

  @Override
  public Socket createSocket(String server, int port) throws IOException {
    return createSocket(InetAddress.getByName(server), port);
  }

  @Override
  public Socket createSocket(String server, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(server, port);
  }

  @Override
  public Socket createSocket(InetAddress server, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(server, port);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }
}
