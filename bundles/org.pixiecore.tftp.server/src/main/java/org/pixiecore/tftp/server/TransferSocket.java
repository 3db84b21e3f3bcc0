package org.pixiecore.tftp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.tftp.MalformedPacketException;
import org.pixiecore.tftp.TftpErrorCode;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.TftpReader;
import org.pixiecore.tftp.TftpWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of its own, from which files go to many clients. The client's address and port tell whose
 * packet it is, so a socket serves a client's port at most once at a time; a second transfer to the
 * same port, as after a power cycle, takes another socket and no packet can be mistaken.
 */
final class TransferSocket implements EventLoop.Handler {

  /** So many clients' ACKs fit in a receive buffer of Linux's default size at once. */
  static final int MAX_DELIVERIES = 128;

  private static final Logger LOG = LoggerFactory.getLogger(TransferSocket.class);
  private static final int PACKETS_PER_TURN = 64;

  private final DatagramChannel channel;
  private final SelectionKey key;
  private final Buffers buffers;
  private final Map<SocketAddress, Delivery> deliveries = new HashMap<>();
  private final ArrayDeque<Delivery> unfinished = new ArrayDeque<>();

  private Optional<Segmentation> segmentation;

  TransferSocket(EventLoop loop, InetAddress local, Buffers buffers) throws IOException {
    this.buffers = buffers;
    this.channel = Sockets.bind(local, 0);
    this.key = loop.register(channel, this);
    this.segmentation = Segmentation.of(channel);
  }

  boolean hasRoomFor(SocketAddress client) {
    return deliveries.size() < MAX_DELIVERIES && !deliveries.containsKey(client);
  }

  boolean isIdle() {
    return deliveries.isEmpty();
  }

  /** The delivery to a client's address and port; null if there is none. */
  Delivery deliveryTo(SocketAddress client) {
    return deliveries.get(client);
  }

  Collection<Delivery> deliveries() {
    return List.copyOf(deliveries.values());
  }

  void add(Delivery delivery) {
    deliveries.put(delivery.client(), delivery);
  }

  void remove(Delivery delivery) {
    deliveries.remove(delivery.client());
    unfinished.remove(delivery);
  }

  /** Goes on sending a delivery's blocks as soon as the others have had their turn. */
  void sendMoreLater(Delivery delivery) {
    if (unfinished.isEmpty()) {
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
    if (!unfinished.contains(delivery)) {
      unfinished.add(delivery);
    }
  }

  @Override
  public void writable() {
    for (int turns = unfinished.size(); turns > 0 && !unfinished.isEmpty(); turns--) {
      unfinished.remove().sendBlocks();
    }
    if (unfinished.isEmpty() && channel.isOpen()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  @Override
  public void readable() throws IOException {
    for (int i = 0; i < PACKETS_PER_TURN && channel.isOpen(); i++) {
      ByteBuffer datagram = buffers.received().clear();
      SocketAddress client = channel.receive(datagram);
      if (client == null) {
        return;
      }
      received((InetSocketAddress) client, datagram.flip());
    }
  }

  private void received(InetSocketAddress client, ByteBuffer datagram) {
    try {
      TftpPacket packet = TftpReader.read(datagram);
      Delivery delivery = deliveries.get(client);
      if (delivery == null) {
        stranger(client, packet);
      } else if (packet instanceof TftpPacket.Ack ack) {
        delivery.acknowledge(ack.block());
      } else if (packet instanceof TftpPacket.ErrorPacket error) {
        delivery.abort(error);
      } else {
        LOG.debug("{} sent no ACK but {}, ignored", client, new OneLine(packet));
      }
    } catch (MalformedPacketException e) {
      LOG.debug("{} sent no TFTP packet, ignored: {}", client, e.getMessage());
    }
  }

  /** RFC 1350 section 4: an ERROR for the stranger, and nothing for the transfers. */
  private void stranger(InetSocketAddress client, TftpPacket packet) {
    LOG.debug("{} has no transfer here, and sent {}", client, new OneLine(packet));
    if (!(packet instanceof TftpPacket.ErrorPacket)) {
      refuse(client, TftpErrorCode.UNKNOWN_TRANSFER_ID, "no transfer goes on between these ports");
    }
  }

  /** Sends an ERROR. */
  void refuse(InetSocketAddress client, TftpErrorCode code, String message) {
    send(client, new TftpPacket.ErrorPacket(code, message));
  }

  /** Sends a packet that is not DATA. */
  void send(InetSocketAddress client, TftpPacket packet) {
    ByteBuffer datagram = buffers.sent().clear();
    TftpWriter.write(packet, datagram);
    send(client, datagram.flip(), datagram.limit());
  }

  /** How many datagrams of this length, in octets, {@link #send} takes at once; at least 1. */
  int datagramsPerSend(int length) {
    return segmentation.isPresent() ? Segmentation.datagramsPerCall(length) : 1;
  }

  /**
   * Sends datagrams of one length; the last may be shorter.
   *
   * @param datagrams one after the other, no more than {@link #datagramsPerSend} allows
   * @param length of one, in octets
   * @return whether they went; if not, to be tried again when the socket is writable
   */
  boolean send(InetSocketAddress client, ByteBuffer datagrams, int length) {
    int octets = datagrams.remaining();
    try {
      if (segmentation.isPresent()) {
        segmentation.get().prepare(octets, length);
      }
      return channel.send(datagrams, client) > 0;
    } catch (IOException e) {
      LOG.debug("Sending to {} failed: {}", client, e.toString());
      // a single datagram is as good as lost on the way, and the time-out sees to it
      return octets <= length || !endSegmentation();
    }
  }

  /** Not every interface can do it. */
  private boolean endSegmentation() {
    try {
      segmentation.orElseThrow().end();
    } catch (IOException e) {
      LOG.debug("{}", e.toString());
    }
    segmentation = Optional.empty();
    return true;
  }

  void close() {
    Sockets.close(channel);
  }

  @Override
  public String toString() {
    return "A socket for TFTP transfers";
  }
}
