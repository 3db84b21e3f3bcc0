package org.pixiecore.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.pixiecore.tftp.MalformedPacketException;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.TftpReader;
import org.pixiecore.tftp.TftpWriter;
import org.pixiecore.tftp.TransferMode;

/** One file by TFTP, block by block, so that a test can do something in between. */
final class TftpDownload implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DatagramSocket socket;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private int block;
  private int blksize = 512;
  private InetSocketAddress server;
  private boolean complete;

  /** From a server on the loopback. */
  TftpDownload(int port) throws IOException {
    this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  TftpDownload(InetSocketAddress server) throws IOException {
    this.server = server;
    socket = new DatagramSocket();
    socket.setSoTimeout((int) PATIENCE.toMillis());
  }

  /**
   * Asks for the file.
   *
   * @return the options that the server agreed to; empty if there were none
   * @throws IOException if the answer is an ERROR, or there is none
   */
  Map<String, String> begin(String file, Map<String, String> options) throws IOException {
    send(new TftpPacket.ReadRequest(file, TransferMode.OCTET, options));
    TftpPacket answer = receive();
    if (answer instanceof TftpPacket.OptionAck agreed) {
      blksize = Integer.parseInt(agreed.options().getOrDefault("blksize", "512"));
      send(new TftpPacket.Ack(0));
      return agreed.options();
    }
    accept(answer);
    return Map.of();
  }

  /** Takes some more blocks, if there are that many. */
  void take(int blocks) throws IOException {
    for (int i = 0; i < blocks && !complete; i++) {
      accept(receive());
    }
  }

  /** Takes the rest; the whole file. */
  byte[] finish() throws IOException {
    while (!complete) {
      take(1);
    }
    return received.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }

  private void accept(TftpPacket packet) throws IOException {
    if (!(packet instanceof TftpPacket.Data data)) {
      throw new IOException("expected DATA, not " + packet);
    }
    if (data.block() == ((block + 1) & 0xffff)) {
      block = data.block();
      byte[] octets = new byte[data.payload().remaining()];
      data.payload().get(octets);
      received.write(octets);
      complete = octets.length < blksize;
    }
    send(new TftpPacket.Ack(block));
  }

  private void send(TftpPacket packet) throws IOException {
    ByteBuffer datagram = ByteBuffer.allocate(TftpReader.MAX_REQUEST_LENGTH);
    TftpWriter.write(packet, datagram);
    socket.send(new DatagramPacket(datagram.array(), datagram.position(), server));
  }

  private TftpPacket receive() throws IOException {
    byte[] octets = new byte[65536];
    DatagramPacket datagram = new DatagramPacket(octets, octets.length);
    try {
      socket.receive(datagram);
      server = (InetSocketAddress) datagram.getSocketAddress();
      TftpPacket packet = TftpReader.read(ByteBuffer.wrap(octets, 0, datagram.getLength()));
      if (packet instanceof TftpPacket.ErrorPacket error) {
        throw new IOException("ERROR " + error.code() + ": " + error.message());
      }
      return packet;
    } catch (SocketTimeoutException e) {
      throw new IOException("no answer from " + server, e);
    } catch (MalformedPacketException e) {
      throw new IOException("malformed answer", e);
    }
  }
}
