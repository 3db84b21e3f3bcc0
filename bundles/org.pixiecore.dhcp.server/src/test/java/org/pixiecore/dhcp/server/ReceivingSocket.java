package org.pixiecore.dhcp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.Octets;

/** A socket with a thread that takes in whatever comes. */
final class ReceivingSocket implements AutoCloseable {

  private static final InetSocketAddress EVERYBODY = new InetSocketAddress("255.255.255.255", 67);

  /** What came. */
  record Heard(
      Octets octets,
      boolean truncated,
      InetSocketAddress from,
      InetAddress to,
      int interfaceIndex) {

    DhcpPacket packet() {
      return Packets.read(octets.toArray());
    }
  }

  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final DhcpSocket socket;

  ReceivingSocket(DhcpSocket socket) {
    this.socket = socket;
    Thread receiver = new Thread(this::receive, "receiver-" + socket.port());
    receiver.setDaemon(true);
    receiver.start();
  }

  /** A client's or relay's port. */
  static ReceivingSocket onClient(TestNetwork network, int port) throws Exception {
    return network.onClient(() -> new ReceivingSocket(new LinuxSocket(port)));
  }

  DhcpSocket socket() {
    return socket;
  }

  /** Sends a DISCOVER of UEFI firmware to everybody on a link. */
  void discover(int interfaceIndex, int xid) throws IOException {
    byte[] request = Packets.uefi(MessageType.DISCOVER, "52:54:00:77:00:01");
    ByteBuffer.wrap(request).putInt(4, xid);
    socket.send(request, new Route(DhcpPacket.NO_ADDRESS, interfaceIndex), EVERYBODY);
  }

  /** The next one; it fails if there is none for long. */
  Heard next() throws InterruptedException {
    Heard next = heard.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing comes");
    }
    return next;
  }

  /** The next one if it comes in the time that a machine on a LAN takes. */
  Optional<Heard> nextSoon() throws InterruptedException {
    return Optional.ofNullable(heard.poll(200, TimeUnit.MILLISECONDS));
  }

  /** Drops what came, until nothing more does. */
  void drain() throws InterruptedException {
    while (nextSoon().isPresent()) {
      // dropped
    }
  }

  boolean hasHeardNothingMore() {
    return heard.isEmpty();
  }

  @Override
  public void close() {
    socket.close();
  }

  private void receive() {
    try {
      Optional<Arrival> next = socket.receive();
      while (next.isPresent()) {
        Arrival arrival = next.get();
        Octets octets = Octets.read(arrival.payload(), arrival.payload().remaining());
        heard.add(
            new Heard(
                octets,
                arrival.truncated(),
                arrival.source(),
                arrival.destination(),
                arrival.interfaceIndex()));
        next = socket.receive();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
