package org.pixiecore.dhcp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.DhcpPacketWriter;

/**
 * Where a request came in, and the way back.
 *
 * @param source who sent it
 * @param link where it came in
 * @param socket what to answer through
 */
record Exchange(InetSocketAddress source, Link.Served link, DhcpSocket socket) {

  /**
   * Sends an answer, from the address that the request came in on.
   *
   * @return why it was not sent; empty if it was
   */
  Optional<String> send(Answer.Reply reply) {
    InetSocketAddress to = reply.destination().address();
    byte[] packet = DhcpPacketWriter.write(reply.packet());
    try {
      socket.send(packet, Route.back(link, to.getAddress()), to);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("sending to " + to + " failed: " + e.getMessage());
    }
  }
}
