package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.net.InetSocketAddress;

/** Where an answer goes (RFC 2131 section 4.1). */
public sealed interface Destination {

  /** The address and port. */
  InetSocketAddress address();

  /**
   * The relay that the request came through, on the server's port.
   *
   * @param giaddr the relay's address
   */
  record Relay(Inet4Address giaddr) implements Destination {
    @Override
    public InetSocketAddress address() {
      return new InetSocketAddress(giaddr, DhcpPacket.SERVER_PORT);
    }
  }

  /** Everybody on the link that the request came from, on the client's port. */
  record Broadcast() implements Destination {

    private static final InetSocketAddress EVERYBODY =
        new InetSocketAddress(DhcpPacket.address(0xffffffff), DhcpPacket.CLIENT_PORT);

    @Override
    public InetSocketAddress address() {
      return EVERYBODY;
    }
  }

  /**
   * The machine itself.
   *
   * @param address its address, and the port that it listens on
   */
  record Client(InetSocketAddress address) implements Destination {}
}
