package org.pixiecore.dhcp.server;

import com.sun.jna.Native;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.pixiecore.dhcp.UdpDatagram;

/**
 * A port that another program on this host has, most likely its DHCP server: what comes to it is
 * heard by a {@link PacketSocket}, and what is sent has its headers made here (raw(7)), so that it
 * comes from that port as firmware wants it. Only the routing is the kernel's.
 *
 * <p>Locks: as in {@link LinuxSocket}; the receiving one is the packet socket's own.
 */
final class RawSocket implements DhcpSocket {

  private final Object sending = new Object();
  private final MessageBlock out = new MessageBlock(BUFFER_SIZE + UdpDatagram.HEADERS_LENGTH);
  private final PacketSocket packets;
  private final Descriptor sender;
  private final int port;
  private boolean closed; // guarded by sending

  /**
   * @param port from 1 to 65535
   * @throws NoPrivilegeException if this process may not
   */
  RawSocket(int port) throws IOException {
    this.port = port;
    // of this protocol the kernel hands nothing in, and takes the IPv4 header as it is
    sender = new Descriptor(Libc.AF_INET, Libc.SOCK_RAW, Libc.IPPROTO_RAW);
    try {
      sender.option(Libc.SOL_SOCKET, Libc.SO_BROADCAST, 1);
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
    InetSocketAddress source = new InetSocketAddress(route.source(), port);
    byte[] packet = UdpDatagram.write(source, destination, payload);
    synchronized (sending) {
      if (closed) {
        throw new IOException("the socket is closed");
      }
      out.beforeSend(packet, route, destination);
      if (Libc.sendmsg(sender.number(), out.message(), Libc.MSG_DONTWAIT) < 0) {
        throw Descriptor.failure("sendmsg", Native.getLastError());
      }
    }
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
  public String toString() {
    return "raw socket";
  }

  @Override
  public void close() {
    packets.close();
    synchronized (sending) {
      if (!closed) {
        closed = true;
        sender.close();
      }
    }
  }
}
