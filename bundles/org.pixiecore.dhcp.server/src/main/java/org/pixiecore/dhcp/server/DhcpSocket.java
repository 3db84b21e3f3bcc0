package org.pixiecore.dhcp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A UDP port at all addresses of this server, which tells where a datagram arrived and sends where
 * it is told to. One thread receives; any thread sends or closes.
 */
interface DhcpSocket extends AutoCloseable {

  /** Room for a datagram: an Ethernet frame's worth, and what relays may add to it. */
  int BUFFER_SIZE = 2048;

  /**
   * Waits for the next datagram.
   *
   * @return empty once the socket is closed
   * @throws IOException if the socket is of no more use
   */
  Optional<Arrival> receive() throws IOException;

  /**
   * Sends a datagram, or drops it if the system has no room for it; never waits.
   *
   * @throws IOException if it cannot be sent; the socket is none the worse for it
   */
  void send(byte[] payload, Route route, InetSocketAddress destination) throws IOException;

  /**
   * The name of an interface, also of one without any address, which Java does not list.
   *
   * @param index as in {@link Arrival#interfaceIndex}
   * @return the name; words with the index in them if it is not known, or no longer there
   */
  String interfaceName(int index);

  /** The port's number. */
  int port();

  /** What is particular about it, for people; empty for nothing. */
  default Optional<String> how() {
    return Optional.empty();
  }

  /** Ends {@link #receive}. When it returns, the port is free again. */
  @Override
  void close();
}
