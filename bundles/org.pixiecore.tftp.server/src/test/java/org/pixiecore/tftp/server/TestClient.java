package org.pixiecore.tftp.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pixiecore.tftp.MalformedPacketException;
import org.pixiecore.tftp.TftpErrorCode;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.TftpReader;
import org.pixiecore.tftp.TftpWriter;
import org.pixiecore.tftp.TransferMode;

/** The client's side, as the RFCs have it, over a real socket and a network that may be bad. */
final class TestClient implements AutoCloseable {

  /** What came, and from where. */
  record Received(TftpPacket packet, InetSocketAddress from) {}

  /** A file that was fetched. */
  record Fetched(ByteBuffer content, Map<String, String> options, InetSocketAddress from) {}

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration REPEAT = Duration.ofMillis(100);

  private final DatagramSocket socket;
  private final BadNetwork outward;
  private final BadNetwork inward;
  private final Deque<Received> arrived = new ArrayDeque<>();
  private final byte[] datagram = new byte[65_507];

  /** A client whose network loses, doubles and delays so many of a hundred packets each way. */
  TestClient(InetAddress local, int badPercent, long seed) throws IOException {
    this.socket = new DatagramSocket(new InetSocketAddress(local, 0));
    this.outward = new BadNetwork(badPercent, seed);
    this.inward = new BadNetwork(badPercent, ~seed);
  }

  /** A client with a good network. */
  TestClient(InetAddress local) throws IOException {
    this(local, 0, 0);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  static TftpPacket.ReadRequest request(String name, String... options) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(options[i], options[i + 1]);
    }
    return new TftpPacket.ReadRequest(name, TransferMode.OCTET, map);
  }

  void send(TftpPacket packet, InetSocketAddress to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2000);
    TftpWriter.write(packet, buffer);
    send(buffer.flip(), to);
  }

  void send(ByteBuffer octets, InetSocketAddress to) throws IOException {
    byte[] copy = new byte[octets.remaining()];
    octets.get(copy);
    for (byte[] carried : outward.carry(copy)) {
      socket.send(new DatagramPacket(carried, carried.length, to));
    }
  }

  /** The next packet. */
  Received receive() throws IOException {
    return receive(PATIENCE);
  }

  private Received receive(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    while (arrived.isEmpty()) {
      DatagramPacket packet = new DatagramPacket(datagram, datagram.length);
      socket.receive(packet);
      InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
      for (byte[] carried : inward.carry(Arrays.copyOf(datagram, packet.getLength()))) {
        arrived.add(new Received(read(carried), from));
      }
    }
    return arrived.remove();
  }

  private static TftpPacket read(byte[] octets) throws IOException {
    try {
      return TftpReader.read(ByteBuffer.wrap(octets));
    } catch (MalformedPacketException e) {
      throw new IOException(e);
    }
  }

  /** Whether a request is answered before long. */
  boolean isAnswered(TftpPacket packet, InetSocketAddress server) throws IOException {
    send(packet, server);
    try {
      receive(REPEAT);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** Asks, and expects one packet. */
  Received ask(TftpPacket packet, InetSocketAddress server) throws IOException {
    send(packet, server);
    return receive();
  }

  /** Asks, and expects to be refused. */
  TftpErrorCode refused(TftpPacket packet, InetSocketAddress server) throws IOException {
    return ((TftpPacket.ErrorPacket) ask(packet, server).packet()).code();
  }

  /** Fetches a whole file. A request that is not answered is sent again. */
  Fetched fetch(TftpPacket.ReadRequest request, InetSocketAddress server) throws IOException {
    Duration repeat = outward.isGood() ? PATIENCE.dividedBy(10) : REPEAT;
    for (int attempt = 0; attempt < 50; attempt++) {
      send(request, server);
      try {
        return fetchFrom(receive(repeat));
      } catch (SocketTimeoutException e) {
        // the request or the answer was lost
      }
    }
    throw new IOException("no answer");
  }

  /** Fetches what follows a first answer. */
  Fetched fetchFrom(Received first) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Map<String, String> options = Map.of();
    int blksize = 512;
    int windowsize = 1;
    long expected = 1;
    int sinceAck = 0;
    Received received = first;
    while (true) {
      if (!received.from().equals(first.from())) {
        throw new IOException("an answer from " + received.from());
      }
      if (received.packet() instanceof TftpPacket.OptionAck oack) {
        options = oack.options();
        blksize = Integer.parseInt(options.getOrDefault("blksize", "512"));
        windowsize = Integer.parseInt(options.getOrDefault("windowsize", "1"));
        if (expected == 1) {
          send(new TftpPacket.Ack(0), first.from());
        }
      } else if (received.packet() instanceof TftpPacket.Data data) {
        if (data.block() == (expected & 0xffff)) {
          int length = data.payload().remaining();
          content.write(data.payload().array(), 4, length);
          expected++;
          sinceAck++;
          boolean end = length < blksize;
          if (end || sinceAck == windowsize) {
            send(new TftpPacket.Ack((int) (expected - 1) & 0xffff), first.from());
            sinceAck = 0;
          }
          if (end) {
            return new Fetched(ByteBuffer.wrap(content.toByteArray()), options, first.from());
          }
        } else {
          sinceAck = 0;
          send(new TftpPacket.Ack((int) (expected - 1) & 0xffff), first.from());
        }
      } else {
        throw new IOException("unexpected " + received.packet());
      }
      received = receive();
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
