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
  private static final int POLLFD_SIZE = 8;

  private final Object receiving = new Object();
  private final Object sending = new Object();
  private final MessageBlock in = new MessageBlock(BUFFER_SIZE);
  private final MessageBlock out = new MessageBlock(BUFFER_SIZE);
  private final ByteBuffer pollfds = direct(2 * POLLFD_SIZE);
  private final int socket;
  private final int closeEvent;
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
    socket = checked(Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0), "socket");
    try {
      option(Libc.SOL_IP, Libc.IP_PKTINFO, 1);
      option(Libc.SOL_SOCKET, Libc.SO_BROADCAST, 1);
      option(Libc.SOL_SOCKET, Libc.SO_RCVBUF, RECEIVE_BUFFER);
      this.port = bind(port);
      closeEvent = checked(Libc.eventfd(0, Libc.EFD_CLOEXEC), "eventfd");
    } catch (IOException | RuntimeException e) {
      Libc.close(socket);
      throw e;
    }
    pollfds.putInt(0, socket).putShort(4, Libc.POLLIN);
    pollfds.putInt(POLLFD_SIZE, closeEvent).putShort(POLLFD_SIZE + 4, Libc.POLLIN);
  }

  @Override
  public Optional<Arrival> receive() throws IOException {
    synchronized (receiving) {
      while (!closed) {
        in.beforeReceive();
        long length = Libc.recvmsg(socket, in.message(), Libc.MSG_DONTWAIT);
        if (length >= 0) {
          return Optional.of(in.received(length));
        }
        int error = Native.getLastError();
        if (error == Libc.EAGAIN) {
          awaitDatagramOrClose();
        } else if (error != Libc.EINTR) {
          throw failure("recvmsg", error);
        }
      }
      return Optional.empty();
    }
  }

  private void awaitDatagramOrClose() throws IOException {
    if (Libc.poll(Native.getDirectBufferPointer(pollfds), 2, -1) < 0) {
      int error = Native.getLastError();
      if (error != Libc.EINTR) {
        throw failure("poll", error);
      }
    }
  }

  @Override
  public void send(byte[] payload, Route route, InetSocketAddress destination) throws IOException {
    synchronized (sending) {
      if (closed) {
        throw new IOException("the socket is closed");
      }
      out.beforeSend(payload, route, destination);
      if (Libc.sendmsg(socket, out.message(), Libc.MSG_DONTWAIT) < 0) {
        throw failure("sendmsg", Native.getLastError());
      }
    }
  }

  @Override
  public String interfaceName(int index) {
    ByteBuffer room = direct(Libc.IF_NAMESIZE);
    String name = Libc.if_indextoname(index, Native.getDirectBufferPointer(room));
    return name == null ? "interface number " + index : name;
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
    Libc.write(closeEvent, Native.getDirectBufferPointer(direct(Long.BYTES).putLong(0, 1)), 8);
    synchronized (receiving) {
      synchronized (sending) {
        Libc.close(socket);
        Libc.close(closeEvent);
      }
    }
  }

  private int bind(int wanted) throws IOException {
    ByteBuffer address = direct(SOCKADDR_SIZE);
    address.putShort(0, (short) Libc.AF_INET);
    address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) wanted);
    Pointer pointer = Native.getDirectBufferPointer(address);
    if (Libc.bind(socket, pointer, SOCKADDR_SIZE) < 0) {
      int error = Native.getLastError();
      throw switch (error) {
        case Libc.EADDRINUSE -> PortRefusedException.inUse(wanted);
        case Libc.EACCES -> PortRefusedException.noPrivilege(wanted);
        default -> failure("bind", error);
      };
    }
    ByteBuffer length = direct(Integer.BYTES).putInt(0, SOCKADDR_SIZE);
    checked(
        Libc.getsockname(socket, pointer, Native.getDirectBufferPointer(length)), "getsockname");
    return address.getShort(2) & 0xffff;
  }

  private void option(int level, int name, int value) throws IOException {
    ByteBuffer octets = direct(Integer.BYTES).putInt(0, value);
    Pointer pointer = Native.getDirectBufferPointer(octets);
    checked(Libc.setsockopt(socket, level, name, pointer, Integer.BYTES), "setsockopt " + name);
  }

  private static int checked(int result, String call) throws IOException {
    if (result < 0) {
      throw failure(call, Native.getLastError());
    }
    return result;
  }

  private static IOException failure(String call, int error) {
    return new IOException(call + ": " + Libc.strerror(error));
  }

  private static ByteBuffer direct(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }
}
