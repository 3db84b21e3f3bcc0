package org.pixiecore.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's transfer of one file (RFC 1350, 2347, 2348, 2349, 7440), each byte of it compared.
 *
 * <p>Retransmits its last packet, as firmware does, when the server has been silent for {@link
 * #TIMEOUT_NANOS}. Any error of the server ends the measurement.
 */
final class TftpTransfer implements AutoCloseable {

  enum State {
    RUNNING,
    /** The whole file is here and acknowledged. */
    COMPLETE,
    /** The server has closed its port before the end. */
    BROKEN_OFF
  }

  /** A client's choice, not negotiated. */
  static final long TIMEOUT_NANOS = 1_000_000_000L;

  private static final short RRQ = 1;
  private static final short DATA = 3;
  private static final short ACK = 4;
  private static final short ERROR = 5;
  private static final short OACK = 6;

  private final DatagramChannel channel;
  private final Request request;

  /** For each packet in turn, either way; transfers of one thread may share it. */
  private final ByteBuffer packet;

  private SocketAddress server;
  private int blksize = 512;
  private int windowsize = 1;
  private long blocks;
  private int sinceAck;
  private boolean owesAck;
  private boolean gapAcknowledged;
  private long received;
  private boolean ended;
  private State state = State.RUNNING;
  private long lastHeardNanos;

  /**
   * What to ask for.
   *
   * @param server address and port of the server, usually port 69
   * @param file the content to expect, from 0 to its limit
   * @param windowsize 1 asks for no window
   */
  record Request(
      InetSocketAddress server, String fileName, ByteBuffer file, int blksize, int windowsize) {

    private ByteBuffer packet() {
      List<String> fields = new ArrayList<>(List.of(fileName, "octet"));
      fields.addAll(List.of("tsize", "0", "blksize", Integer.toString(blksize)));
      if (windowsize > 1) {
        fields.addAll(List.of("windowsize", Integer.toString(windowsize)));
      }
      byte[] text = (String.join("\0", fields) + "\0").getBytes(StandardCharsets.US_ASCII);
      return ByteBuffer.allocate(Short.BYTES + text.length).putShort(RRQ).put(text).flip();
    }
  }

  TftpTransfer(Request request, ByteBuffer packet, long nowNanos) throws IOException {
    this.request = request;
    this.packet = packet;
    lastHeardNanos = nowNanos;
    channel = DatagramChannel.open();
    channel.configureBlocking(false);
    channel.bind(null);
    channel.send(request.packet(), request.server());
  }

  DatagramChannel channel() {
    return channel;
  }

  /** Bytes of the file so far. */
  long received() {
    return received;
  }

  State state() {
    return state;
  }

  /** Whether the server waits for {@link #acknowledge}. */
  boolean owesAck() {
    return owesAck;
  }

  /** Takes what the server sent, until an ACK is due. */
  void read(long nowNanos) throws IOException {
    try {
      readPackets(nowNanos);
    } catch (PortUnreachableException e) {
      state = State.BROKEN_OFF;
    }
  }

  private void readPackets(long nowNanos) throws IOException {
    do {
      packet.clear();
      if (server == null) {
        SocketAddress source = channel.receive(packet);
        if (source == null) {
          return;
        }
        if (packet.getShort(0) == DATA) {
          // of a transfer that was broken off, to whoever had this port before
          continue;
        }
        // the server now waits for ACK 0, so connecting discards no packet
        channel.connect(source);
        server = source;
      } else if (channel.read(packet) <= 0) {
        return;
      }
      lastHeardNanos = nowNanos;
      take(packet.flip());
    } while (!owesAck && sinceAck > 0);
  }

  /** Acknowledges the last block in order, or the OACK. */
  void acknowledge() throws IOException {
    owesAck = false;
    sinceAck = 0;
    packet.clear();
    send(packet.putShort(ACK).putShort((short) blocks).flip());
    if (ended && state == State.RUNNING) {
      state = State.COMPLETE;
    }
  }

  private void send(ByteBuffer outgoing) throws IOException {
    try {
      channel.write(outgoing);
    } catch (PortUnreachableException e) {
      state = State.BROKEN_OFF;
    }
  }

  /**
   * Retransmits if it is time to.
   *
   * @return whether it did
   */
  boolean tick(long nowNanos) throws IOException {
    if (nowNanos - lastHeardNanos < TIMEOUT_NANOS) {
      return false;
    }
    lastHeardNanos = nowNanos;
    if (server == null) {
      channel.send(request.packet(), request.server());
    } else {
      acknowledge();
    }
    return true;
  }

  private void take(ByteBuffer packet) throws IOException {
    short opcode = packet.getShort();
    switch (opcode) {
      case OACK -> negotiate(packet);
      case DATA -> data(packet);
      case ERROR -> throw new IOException(server + " refuses: " + errorMessage(packet));
      default -> throw new IOException(server + " sent opcode " + opcode);
    }
  }

  private static String errorMessage(ByteBuffer packet) {
    int code = packet.getShort();
    return "ERROR " + code + " " + StandardCharsets.US_ASCII.decode(packet).toString().strip();
  }

  private void negotiate(ByteBuffer packet) throws IOException {
    String[] fields = StandardCharsets.US_ASCII.decode(packet).toString().split("\0", -1);
    for (int i = 0; i + 1 < fields.length; i += 2) {
      int value = Integer.parseInt(fields[i + 1]);
      switch (fields[i]) {
        case "blksize" -> blksize = value;
        case "windowsize" -> windowsize = value;
        case "tsize" -> require(value == request.file().limit(), "tsize " + value);
        default -> require(false, "option " + fields[i]);
      }
    }
    require(blksize == request.blksize(), "blksize " + blksize);
    owesAck = true;
  }

  private void data(ByteBuffer packet) throws IOException {
    int block = packet.getShort() & 0xffff;
    int ahead = (short) (block - blocks);
    if (ahead != 1) {
      if (ahead > 1 && !gapAcknowledged) {
        // RFC 7440 section 4: the last block before a gap is acknowledged at once
        owesAck = true;
        gapAcknowledged = true;
      }
      return;
    }
    gapAcknowledged = false;
    int length = packet.remaining();
    ByteBuffer expected = request.file().slice((int) received, Math.min(blksize, (int) fileRest()));
    require(expected.equals(packet), "content of block " + (blocks + 1));
    blocks++;
    received += length;
    sinceAck++;
    ended = length < blksize;
    owesAck = ended || sinceAck == windowsize;
  }

  private long fileRest() {
    return request.file().limit() - received;
  }

  private void require(boolean right, String what) throws IOException {
    if (!right) {
      throw new IOException(
          "wrong %s in the transfer of %s from %s".formatted(what, request.fileName(), server));
    }
  }

  /** Tells the server to end, where it has not. */
  @Override
  public void close() throws IOException {
    if (channel.isConnected() && state == State.RUNNING) {
      send(packet.clear().putShort(ERROR).putShort((short) 0).put((byte) 0).flip());
    }
    channel.close();
  }
}
