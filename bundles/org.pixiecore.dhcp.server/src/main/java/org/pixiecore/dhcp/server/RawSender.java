package org.pixiecore.dhcp.server;

import com.sun.jna.Native;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.pixiecore.dhcp.UdpDatagram;

/**
 * Sends from a UDP port without having it (raw(7)): the headers are made here, only the routing is
 * the kernel's. Any thread may send; one that closes waits for it.
 */
final class RawSender implements AutoCloseable {

  private final MessageBlock out =
      new MessageBlock(DhcpSocket.BUFFER_SIZE + UdpDatagram.HEADERS_LENGTH);
  private final int port;
  private final Descriptor socket;
  private boolean closed;

  /**
   * @param port from 1 to 65535
   * @throws NoPrivilegeException if this process may not
   */
  RawSender(int port) throws IOException {
    this.port = port;
    // of this protocol the kernel hands nothing in, and takes the IPv4 header as it is
    socket = new Descriptor(Libc.AF_INET, Libc.SOCK_RAW, Libc.IPPROTO_RAW);
    try {
      socket.option(Libc.SOL_SOCKET, Libc.SO_BROADCAST, 1);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** As {@link DhcpSocket#send}. */
  synchronized void send(byte[] payload, Route route, InetSocketAddress destination)
      throws IOException {
    if (closed) {
      throw new IOException("the socket is closed");
    }
    InetSocketAddress source = new InetSocketAddress(route.source(), port);
    out.beforeSend(UdpDatagram.write(source, destination, payload), route, destination);
    if (Libc.sendmsg(socket.number(), out.message(), Libc.MSG_DONTWAIT) < 0) {
      throw Descriptor.failure("sendmsg", Native.getLastError());
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      socket.close();
    }
  }
}
