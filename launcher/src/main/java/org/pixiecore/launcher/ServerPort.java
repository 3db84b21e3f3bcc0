package org.pixiecore.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A port that booting machines come to.
 *
 * @param transport what its number counts for
 * @param number from 1 to 65535
 * @param purpose for people
 * @param address where it is opened; empty for all addresses
 */
record ServerPort(Transport transport, int number, String purpose, Optional<InetAddress> address) {

  /** A transport protocol. */
  enum Transport {
    UDP,
    TCP
  }

  private static final int DHCP = 67;

  /** Every port that is open while machines boot. */
  static List<ServerPort> of(ServerOptions options) {
    // broadcasts come to no address, so the first two are opened for all
    Stream<ServerPort> dhcp =
        options.dhcpNoBind()
            ? Stream.empty()
            : Stream.of(new ServerPort(Transport.UDP, DHCP, "ProxyDHCP", Optional.empty()));
    Stream<ServerPort> others =
        Stream.of(
            new ServerPort(Transport.UDP, 4011, "PXE boot server", Optional.empty()),
            new ServerPort(Transport.UDP, 69, "TFTP", options.address()),
            new ServerPort(Transport.TCP, options.httpPort(), "HTTP", options.address()));
    return Stream.concat(dhcp, others).toList();
  }

  /**
   * Opens it and closes it again.
   *
   * @throws IOException if this process cannot have it; the message says why and what to do
   */
  void tryOut() throws IOException {
    try {
      open().close();
    } catch (BindException e) {
      throw new IOException("%s cannot be opened: %s".formatted(this, reason(e)), e);
    }
  }

  @Override
  public String toString() {
    return "%s port %d (%s)".formatted(transport, number, purpose);
  }

  private AutoCloseableSocket open() throws IOException {
    InetSocketAddress at =
        address.map(a -> new InetSocketAddress(a, number)).orElse(new InetSocketAddress(number));
    if (transport == Transport.UDP) {
      DatagramSocket socket = new DatagramSocket(at);
      return socket::close;
    }
    ServerSocket socket = new ServerSocket();
    // as HTTP servers do, or connections of the last run would count
    socket.setReuseAddress(true);
    socket.bind(at);
    return socket::close;
  }

  private String reason(SocketException e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("permission")) {
      return "%s may not. Run pixiecore as root, with sudo"
          .formatted(System.getProperty("user.name"));
    }
    if (lower.contains("in use")) {
      return "another program has it. 'ss -lnp%s sport = %d' shows which; end it first%s"
          .formatted(
              transport == Transport.UDP ? "u" : "t",
              number,
              number == DHCP
                  ? ", or give --dhcp-no-bind if it is a DHCP server that is to stay"
                  : "");
    }
    return message;
  }

  @FunctionalInterface
  private interface AutoCloseableSocket {
    void close() throws IOException;
  }
}
