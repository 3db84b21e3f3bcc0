package org.pixiecore.tftp.server;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixiecore.tftp.TransferLimits;

/** The sockets from which one address sends files: one at first, more when they are needed. */
final class TransferSockets {

  /** So many transfers may go to one client's port before it must be a mistake or worse. */
  private static final int MAX_PER_CLIENT_PORT = 4;

  private final EventLoop loop;
  private final InetAddress local;
  private final Buffers buffers;
  private final TransferSocket first;
  private final List<TransferSocket> sockets = new ArrayList<>();
  private int mtu;
  private boolean retired;

  TransferSockets(EventLoop loop, InetAddress local, int mtu, Buffers buffers) throws IOException {
    this.loop = loop;
    this.local = local;
    this.mtu = mtu;
    this.buffers = buffers;
    this.first = new TransferSocket(loop, local, buffers);
    sockets.add(first);
  }

  /** This server's address, from which it sends. */
  InetAddress local() {
    return local;
  }

  /** The socket that refuses what leads to no transfer. */
  TransferSocket first() {
    return first;
  }

  /** What goes on with a client's port now, oldest first. */
  List<Delivery> deliveriesTo(InetSocketAddress client) {
    return sockets.stream()
        .map(socket -> socket.deliveryTo(client))
        .filter(delivery -> delivery != null)
        .toList();
  }

  /** A socket with room for one more transfer to a client's port; empty if it has too many. */
  Optional<TransferSocket> socketFor(InetSocketAddress client) throws IOException {
    if (deliveriesTo(client).size() >= MAX_PER_CLIENT_PORT) {
      return Optional.empty();
    }
    for (TransferSocket socket : sockets) {
      if (socket.hasRoomFor(client)) {
        return Optional.of(socket);
      }
    }
    TransferSocket socket = new TransferSocket(loop, local, buffers);
    sockets.add(socket);
    return Optional.of(socket);
  }

  /** Takes a delivery that is over from its socket. */
  void remove(TransferSocket socket, Delivery delivery) {
    socket.remove(delivery);
    if (socket.isIdle() && (retired || socket != first)) {
      socket.close();
      sockets.remove(socket);
    }
  }

  /** No new transfer will come; those that go on are not disturbed. */
  void retire() {
    retired = true;
    for (TransferSocket socket : List.copyOf(sockets)) {
      if (socket.isIdle()) {
        socket.close();
        sockets.remove(socket);
      }
    }
  }

  /** The interface's MTU may change; transfers that begin from now on keep to it. */
  void mtuIs(int octets) {
    mtu = octets;
  }

  /** What these sockets can carry unfragmented, within the limits that are set. */
  TransferLimits limits(TransferLimits set) {
    return set.within(mtu, local instanceof Inet6Address);
  }

  List<Delivery> deliveries() {
    return sockets.stream().flatMap(socket -> socket.deliveries().stream()).toList();
  }
}
