package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.net.InetSocketAddress;

/** Where an answer goes (RFC 2131 section 4.1). */
public sealed interface Destination {

  /**
   * The relay that the request came through, on the server's port.
   *
   * @param giaddr its address
   */
  record Relay(Inet4Address giaddr) implements Destination {}

  /** Everybody on the link that the request came from, on the client's port. */
  record Broadcast() implements Destination {}

  /**
   * The machine itself.
   *
   * @param address its address and the port that it listens on
   */
  record Client(InetSocketAddress address) implements Destination {}
}
