package org.pixiecore.dhcp.server;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/**
 * A socket of Linux, whose {@code IP_PKTINFO} says where a datagram arrived and where one leaves
 * (ip(7)). It is bound alone (no {@code SO_REUSEADDR}): two programs on one port would each get a
 * part of the packets.
 *
 * <p>Locks: {@code receiving} is held while a thread is in {@link #receive}, {@code sending} while
 * one is in {@link #send}; {@link #close} takes both, in this order, before the descriptors go.
 */
final class LinuxSocket implements DhcpSocket {

  private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

  /** In octets; the system may grant less (net.core.rmem_max). Room for a boot storm. */
  private static final int RECEIVE_BUFFER = 4 << 20;

  private static final int SOCKADDR_SIZE = 16;

  private final Object receiving = new Object();
  private final Object sending = new Object();
  private final MessageBlock in = new MessageBlock(BUFFER_SIZE);
  private final MessageBlock out = new MessageBlock(BUFFER_SIZE);
  private final Descriptor socket;
  private final int port;
  private volatile boolean closed;

  /** Whether this is a system that it works on; whether JNA does is another question. */
  static boolean isSupported() {
    return System.getProperty("os.name").equals("Linux")
        && ARCHITECTURES.contains(System.getProperty("os.arch"));
  }

  /**
   * @param port 0 for a free one
   */
  LinuxSocket(int port) throws IOException {
    socket = new Descriptor(Libc.AF_INET, Libc.SOCK_DGRAM, 0);
    try {
      socket.option(Libc.SOL_IP, Libc.IP_PKTINFO, 1);
      socket.option(Libc.SOL_SOCKET, Libc.SO_BROADCAST, 1);
      socket.option(Libc.SOL_SOCKET, Libc.SO_RCVBUF, RECEIVE_BUFFER);
      this.port = bind(port);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public Optional<Arrival> receive() throws IOException {
    synchronized (receiving) {
      while (!closed) {
        in.beforeReceive();
        long length = Libc.recvmsg(socket.number(), in.message(), Libc.MSG_DONTWAIT);
        if (length >= 0) {
          return Optional.of(in.received(length));
        }
        int error = Native.getLastError();
        if (error == Libc.EAGAIN) {
          socket.await();
        } else if (error != Libc.EINTR) {
          throw Descriptor.failure("recvmsg", error);
        }
      }
      return Optional.empty();
    }
  }

  @Override
  public void send(byte[] payload, Route route, InetSocketAddress destination) throws IOException {
    synchronized (sending) {
      if (closed) {
        throw new IOException("the socket is closed");
      }
      out.beforeSend(payload, route, destination);
      if (Libc.sendmsg(socket.number(), out.message(), Libc.MSG_DONTWAIT) < 0) {
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
    return "native socket";
  }

  @Override
  public void close() {
    synchronized (sending) {
      if (closed) {
        return;
      }
      closed = true;
    }
    // wakes the receiver, which then leaves
    socket.wake();
    synchronized (receiving) {
      synchronized (sending) {
        socket.close();
      }
    }
  }

  private int bind(int wanted) throws IOException {
    ByteBuffer address = Descriptor.direct(SOCKADDR_SIZE);
    address.putShort(0, (short) Libc.AF_INET);
    address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) wanted);
    Pointer pointer = Native.getDirectBufferPointer(address);
    if (Libc.bind(socket.number(), pointer, SOCKADDR_SIZE) < 0) {
      int error = Native.getLastError();
      throw switch (error) {
        case Libc.EADDRINUSE -> PortRefusedException.inUse(wanted);
        case Libc.EACCES -> PortRefusedException.noPrivilege(wanted);
        default -> Descriptor.failure("bind", error);
      };
    }
    ByteBuffer length = Descriptor.direct(Integer.BYTES).putInt(0, SOCKADDR_SIZE);
    Descriptor.checked(
        Libc.getsockname(socket.number(), pointer, Native.getDirectBufferPointer(length)),
        "getsockname");
    return address.getShort(2) & 0xffff;
  }
}
