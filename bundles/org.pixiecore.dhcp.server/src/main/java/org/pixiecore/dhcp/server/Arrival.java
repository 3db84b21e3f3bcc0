package org.pixiecore.dhcp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A datagram that arrived.
 *
 * @param payload what it holds; the socket's own buffer, valid until the next one is received
 * @param truncated whether it was longer than the buffer, and its end is lost
 * @param source who sent it
 * @param destination the address that it was sent to; the wildcard address if the socket cannot
 *     tell
 * @param interfaceIndex the interface that it arrived on; 0 if the socket cannot tell
 */
record Arrival(
    ByteBuffer payload,
    boolean truncated,
    InetSocketAddress source,
    InetAddress destination,
    int interfaceIndex) {

  /** Size and sender, for a log line. */
  @Override
  public String toString() {
    return "a packet of " + payload.remaining() + " octets from " + source;
  }
}
