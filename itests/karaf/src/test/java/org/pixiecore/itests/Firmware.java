package org.pixiecore.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.DhcpPacketReader;
import org.pixiecore.dhcp.MalformedPacketException;

/**
 * Sends what firmware sent, and listens for the answers. To the ProxyDHCP port it speaks as a relay
 * on an address of the loopback that nothing else has: answers to relays go to port 67, whoever
 * asks, and answers to firmware itself would be broadcast.
 */
final class Firmware implements AutoCloseable {

  private static final int RELAY_PORT = 67;

  /** Firmware repeats itself too; the first packet may find no decision yet. */
  private static final Duration REPEAT = Duration.ofMillis(500);

  /** Enough for a server that has just been told to start. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DatagramSocket relay;
  private final DatagramSocket client;
  private final Set<String> unanswerable = new HashSet<>();

  Firmware() {
    try {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      byte[] address = {
        127, (byte) random.nextInt(1, 255), (byte) random.nextInt(1, 255), (byte) 1
      };
      relay =
          new DatagramSocket(new InetSocketAddress(InetAddress.getByAddress(address), RELAY_PORT));
      client = new DatagramSocket(new InetSocketAddress(InetAddress.getByAddress(address), 0));
    } catch (IOException e) {
      throw new UncheckedIOException("a relay listens on port 67, which takes root", e);
    }
  }

  /** Asks until there is an offer. */
  DhcpPacket discover(Capture request, int port) {
    return await(relay, request.relayedBy(relay.getLocalAddress().getAddress()), port);
  }

  /** Sends what nobody may answer: an answer that comes later all the same is an error. */
  void sendUnanswerable(Capture request, int port) {
    unanswerable.add(request.transaction());
    send(relay, request.relayedBy(relay.getLocalAddress().getAddress()), port);
  }

  /** Asks the boot server until there is an answer. */
  DhcpPacket ask(Capture request, int port) {
    return await(client, request, port);
  }

  @Override
  public void close() {
    relay.close();
    client.close();
  }

  private DhcpPacket await(DatagramSocket socket, Capture request, int port) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      send(socket, request, port);
      Optional<DhcpPacket> answer = receive(socket);
      String whose = answer.map(Firmware::transaction).orElse("");
      if (unanswerable.contains(whose)) {
        throw new AssertionError("answered, and should not be: " + answer);
      }
      // an answer to something earlier, that was asked twice, is passed over, as firmware does
      if (whose.equals(request.transaction())) {
        return answer.orElseThrow();
      }
    }
    throw new AssertionError("no answer from port %d to %s".formatted(port, request.transaction()));
  }

  private static void send(DatagramSocket socket, Capture request, int port) {
    try {
      socket.send(
          new DatagramPacket(
              request.payload(),
              request.payload().length,
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<DhcpPacket> receive(DatagramSocket socket) {
    DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
    try {
      socket.setSoTimeout((int) REPEAT.toMillis());
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
