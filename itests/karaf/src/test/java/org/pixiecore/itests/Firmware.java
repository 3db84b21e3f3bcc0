package org.pixiecore.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.DhcpPacketReader;
import org.pixiecore.dhcp.MalformedPacketException;

/**
 * Sends what firmware sent, and listens for the answers. To the ProxyDHCP port it speaks as a relay
 * on an address that nothing else has: answers to relays go to port 67, whoever asks, and answers
 * to firmware itself would be broadcast.
 */
final class Firmware implements AutoCloseable {

  private static final int RELAY_PORT = 67;

  /** Begins anywhere, since another process may run these tests at the same time. */
  private static final AtomicInteger ADDRESSES =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(254 << 16));

  /**
   * How long it waits after each packet: before it sends the same once more, and at last before it
   * gives up.
   *
   * @param discover for an offer
   * @param request for the boot server's answer
   */
  record Patience(List<Duration> discover, List<Duration> request) {

    /** Enough for a server that has just been told to start. */
    static final Patience OF_A_TEST =
        new Patience(
            Collections.nCopies(240, Duration.ofMillis(500)),
            Collections.nCopies(240, Duration.ofMillis(500)));

    /** EDK2's. */
    static final Patience OF_UEFI = new Patience(seconds(4, 8, 16, 32), seconds(1, 2, 3, 4));

    /**
     * iPXE's, which has the shortest of all: it asks anew after a second, and two seconds later
     * goes on without a proxy's offer.
     */
    static final Patience OF_IPXE = new Patience(seconds(1, 2), List.of());

    private static List<Duration> seconds(long... seconds) {
      return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
    }
  }

  private final DatagramSocket relay;
  private final DatagramSocket client;
  private final Set<String> unanswerable = new HashSet<>();
  private final Patience patience;
  private final InetAddress server;

  /** On the loopback. */
  Firmware() {
    this(Patience.OF_A_TEST, InetAddress.getLoopbackAddress(), loopbackRelay());
  }

  /**
   * One that asks that server.
   *
   * @param own the relay's address, one of this computer
   */
  Firmware(Patience patience, InetAddress server, InetAddress own) {
    this.patience = patience;
    this.server = server;
    try {
      relay = new DatagramSocket(new InetSocketAddress(own, RELAY_PORT));
      client = new DatagramSocket(new InetSocketAddress(own, 0));
    } catch (IOException e) {
      throw new UncheckedIOException("a relay listens on port 67, which takes root", e);
    }
  }

  /**
   * An address of the loopback that hardly anything else has: one after another from 127.1.0.0 to
   * 127.254.255.255, and then from there again.
   */
  static InetAddress loopbackRelay() {
    int next = Math.floorMod(ADDRESSES.getAndIncrement(), 254 << 16);
    byte[] address = {127, (byte) ((next >> 16) + 1), (byte) (next >> 8), (byte) next};
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks until there is an offer. */
  DhcpPacket discover(Capture request, int port) {
    return await(
        relay, request.relayedBy(relay.getLocalAddress().getAddress()), port, patience.discover());
  }

  /** Sends what nobody may answer: an answer that comes later all the same is an error. */
  void sendUnanswerable(Capture request, int port) {
    unanswerable.add(request.transaction());
    send(relay, request.relayedBy(relay.getLocalAddress().getAddress()), port);
  }

  /** Asks the boot server until there is an answer. */
  DhcpPacket ask(Capture request, int port) {
    return await(client, request, port, patience.request());
  }

  @Override
  public void close() {
    relay.close();
    client.close();
  }

  private DhcpPacket await(DatagramSocket socket, Capture request, int port, List<Duration> waits) {
    for (Duration wait : waits) {
      send(socket, request, port);
      Optional<DhcpPacket> answer = receive(socket, request, wait);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw new AssertionError("no answer from port %d to %s".formatted(port, request.transaction()));
  }

  private Optional<DhcpPacket> receive(DatagramSocket socket, Capture request, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    for (long left = wait.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
      Optional<DhcpPacket> answer = receive(socket, left);
      String whose = answer.map(Firmware::transaction).orElse("");
      if (unanswerable.contains(whose)) {
        throw new AssertionError("answered, and should not be: " + answer);
      }
      // an answer to something earlier, that was asked twice, is passed over, as firmware does
      if (whose.equals(request.transaction())) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private void send(DatagramSocket socket, Capture request, int port) {
    try {
      socket.send(
          new DatagramPacket(
              request.payload(), request.payload().length, new InetSocketAddress(server, port)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<DhcpPacket> receive(DatagramSocket socket, long millis) {
    DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
    try {
      socket.setSoTimeout((int) millis);
      socket.receive(datagram);
      return Optional.of(
          DhcpPacketReader.read(ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength())));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedPacketException e) {
      throw new AssertionError("malformed answer", e);
    }
  }

  /** Whose packet it is, as {@link Capture#transaction()} writes it. */
  private static String transaction(DhcpPacket packet) {
    return Capture.transaction(packet.xid(), MacAddress.of(packet.chaddr().toArray(), 0));
  }
}
