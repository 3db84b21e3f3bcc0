package org.pixiecore.dhcp.server;

import static org.pixiecore.dhcp.server.Descriptor.direct;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;
import org.pixiecore.dhcp.MalformedPacketException;
import org.pixiecore.dhcp.UdpDatagram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the datagrams to a UDP port without having the port (packet(7)): whoever is bound to it
 * goes on receiving them. The kernel sorts out everything else by a {@link PacketFilter}, so that
 * the traffic of a busy server costs nothing here. Sends nothing.
 *
 * <p>Firewall rules of this host do not apply: it hears what the interface receives.
 */
final class PacketSocket implements AutoCloseable {

  /** What an IPv4 packet may have at most: none is ever cut off. */
  private static final int LONGEST_PACKET = 65535;

  /** In octets; the system may grant less (net.core.rmem_max). Room for a boot storm. */
  private static final int RECEIVE_BUFFER = 4 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(PacketSocket.class);

  // struct sockaddr_ll
  private static final int SLL_PROTOCOL = 2;
  private static final int SLL_IFINDEX = 4;
  private static final int SLL_PKTTYPE = 10;
  private static final int SOCKADDR_LL_SIZE = 20;

  private final Object receiving = new Object();
  private final Object closing = new Object();
  private final ByteBuffer packet = direct(LONGEST_PACKET);
  private final ByteBuffer address = direct(SOCKADDR_LL_SIZE);
  private final ByteBuffer addressLength = direct(Integer.BYTES);
  private final Descriptor socket;
  private volatile boolean closed;

  /**
   * Hears from now on.
   *
   * @param filter what it hears
   * @throws NoPrivilegeException if this process may not
   */
  PacketSocket(PacketFilter filter) throws IOException {
    // of no protocol it receives nothing until it is bound, when the filter is there already
    socket = new Descriptor(Libc.AF_PACKET, Libc.SOCK_DGRAM, 0);
    try {
      socket.option(Libc.SOL_SOCKET, Libc.SO_RCVBUF, RECEIVE_BUFFER);
      filter.attachTo(socket);
      bind(filter.protocol());
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * A datagram that was heard.
   *
   * @param arrival the datagram; a payload of more than {@link DhcpSocket#BUFFER_SIZE} octets is
   *     cut there
   * @param leaving whether this host sent it
   */
  record Heard(Arrival arrival, boolean leaving) {}

  /**
   * Waits for the next datagram that comes to this host.
   *
   * @return empty once the socket is closed
   * @throws IOException if the socket is of no more use
   */
  Optional<Arrival> receive() throws IOException {
    synchronized (receiving) {
      while (!closed) {
        Optional<Heard> heard = next();
        if (heard.isEmpty()) {
          socket.await();
        } else if (!heard.get().leaving()) {
          return heard.map(Heard::arrival);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Waits for the next datagram, to this host or from it.
   *
   * @param time the longest to wait
   * @return empty when the time is over, or once the socket is closed
   * @throws IOException if the socket is of no more use
   */
  Optional<Heard> receive(Duration time) throws IOException {
    synchronized (receiving) {
      Optional<Heard> heard = closed ? Optional.empty() : next();
      if (heard.isEmpty() && !closed) {
        socket.await(time);
        heard = closed ? Optional.empty() : next();
      }
      return heard;
    }
  }

  /** Ends {@link #receive}. */
  @Override
  public void close() {
    synchronized (closing) {
      if (closed) {
        return;
      }
      closed = true;
    }
    socket.wake();
    synchronized (receiving) {
      socket.close();
    }
  }

  /** The next datagram that is there already; what is none is passed over. */
  private Optional<Heard> next() throws IOException {
    while (true) {
      addressLength.putInt(0, SOCKADDR_LL_SIZE);
      long length =
          Libc.recvfrom(
              socket.number(),
              pointer(packet),
              LONGEST_PACKET,
              Libc.MSG_DONTWAIT,
              pointer(address),
              pointer(addressLength));
      if (length < 0) {
        int error = Native.getLastError();
        if (error == Libc.EAGAIN) {
          return Optional.empty();
        } else if (error != Libc.EINTR) {
          throw Descriptor.failure("recvfrom", error);
        }
      } else if (address.get(SLL_PKTTYPE) != Libc.PACKET_OTHERHOST) {
        // for another host: heard in promiscuous mode, or on a VLAN that has no interface here
        Optional<Heard> heard = heard(packet.clear().limit((int) length));
        if (heard.isPresent()) {
          return heard;
        }
      }
    }
  }

  private Optional<Heard> heard(ByteBuffer octets) {
    try {
      UdpDatagram datagram = UdpDatagram.read(octets);
      ByteBuffer payload = datagram.payload();
      boolean truncated = payload.remaining() > DhcpSocket.BUFFER_SIZE;
      Arrival arrival =
          new Arrival(
              truncated ? payload.limit(DhcpSocket.BUFFER_SIZE) : payload,
              truncated,
              datagram.source(),
              datagram.destination().getAddress(),
              address.getInt(SLL_IFINDEX));
      return Optional.of(new Heard(arrival, address.get(SLL_PKTTYPE) == Libc.PACKET_OUTGOING));
    } catch (MalformedPacketException e) {
      LOG.debug("A packet is ignored: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void bind(int protocol) throws IOException {
    ByteBuffer all = direct(SOCKADDR_LL_SIZE).putShort(0, (short) Libc.AF_PACKET);
    all.order(ByteOrder.BIG_ENDIAN).putShort(SLL_PROTOCOL, (short) protocol);
    Descriptor.checked(Libc.bind(socket.number(), pointer(all), SOCKADDR_LL_SIZE), "bind");
  }

  private static Pointer pointer(ByteBuffer buffer) {
    return Native.getDirectBufferPointer(buffer);
  }
}
