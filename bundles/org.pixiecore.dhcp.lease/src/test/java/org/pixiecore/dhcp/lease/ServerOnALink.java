package org.pixiecore.dhcp.lease;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import org.pixiecore.dhcp.AddressServer.Link;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.DhcpPacketReader;
import org.pixiecore.dhcp.DhcpPacketWriter;
import org.pixiecore.dhcp.MalformedPacketException;

/**
 * A host that does nothing but give addresses, on the port and in the network namespace of a
 * process of its own. In use, {@code org.pixiecore.dhcp.server} has the port.
 */
final class ServerOnALink {

  static final String READY = "listening";

  private ServerOnALink() {}

  /**
   * Serves until it is killed.
   *
   * @param arguments interface, its address, ranges, lease file
   */
  public static void main(String[] arguments) throws IOException {
    Link link = new Link(arguments[0], Ipv4.parse(arguments[1]), 24);
    LeaseServer server =
        new LeaseServer(
            Map.of("mode", "server", "ranges", arguments[2], "leaseFile", arguments[3]));
    server.open();
    try (DatagramSocket socket = new DatagramSocket(67)) {
      socket.setBroadcast(true);
      System.out.println(READY);
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      while (true) {
        packet.setLength(2048);
        socket.receive(packet);
        serve(server, packet, link, socket);
      }
    }
  }

  private static void serve(
      LeaseServer server, DatagramPacket packet, Link link, DatagramSocket socket) {
    try {
      server
          .answer(
              DhcpPacketReader.read(
                  ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength())),
              (InetSocketAddress) packet.getSocketAddress(),
              link)
          .thenAccept(answer -> send(answer, socket));
    } catch (MalformedPacketException e) {
      System.out.println("malformed: " + e.getMessage());
    }
  }

  private static void send(Answer answer, DatagramSocket socket) {
    if (answer instanceof Answer.Reply reply) {
      byte[] octets = DhcpPacketWriter.write(reply.packet());
      try {
        socket.send(new DatagramPacket(octets, octets.length, reply.destination().address()));
      } catch (IOException e) {
        System.out.println("not sent: " + e);
      }
    }
  }
}
