package org.pixiecore.dhcp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A port that another program on this host has, most likely its DHCP server: what comes to it is
 * heard by a {@link PacketSocket}, and answers come from it as firmware wants it, by a {@link
 * RawSender}.
 */
final class RawSocket implements DhcpSocket {

  private final PacketSocket packets;
  private final RawSender sender;
  private final int port;

  /**
   * @param port from 1 to 65535
   * @throws NoPrivilegeException if this process may not
   */
  RawSocket(int port) throws IOException {
    this.port = port;
    sender = new RawSender(port);
    try {
      packets = new PacketSocket(PacketFilter.arriving(port));
    } catch (IOException | RuntimeException e) {
      sender.close();
      throw e;
    }
  }

  @Override
  public Optional<Arrival> receive() throws IOException {
    return packets.receive();
  }

  @Override
  public void send(byte[] payload, Route route, InetSocketAddress destination) throws IOException {
    sender.send(payload, route, destination);
  }

  @Override
  public String interfaceName(int index) {
    return Descriptor.interfaceName(index);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Optional<String> how() {
    return Optional.of("raw, beside another DHCP server");
  }

  @Override
  public String toString() {
    return "raw socket";
  }

  @Override
  public void close() {
    packets.close();
    sender.close();
  }
}
