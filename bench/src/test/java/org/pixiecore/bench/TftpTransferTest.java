package org.pixiecore.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test plays the server, packet by packet, on the loopback interface. */
class TftpTransferTest {

  private static final String FILE = "0123456789abcdefghijklmnopqrst";
  private static final int WAIT_MILLIS = 10_000;

  private DatagramSocket port69;
  private DatagramSocket transferPort;
  private Selector selector;
  private SocketAddress client;
  private TftpTransfer transfer;

  @BeforeEach
  void open() throws IOException {
    port69 = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    transferPort = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    port69.setSoTimeout(WAIT_MILLIS);
    transferPort.setSoTimeout(WAIT_MILLIS);
    selector = Selector.open();
  }

  @AfterEach
  void close() throws IOException {
    transfer.close();
    selector.close();
    port69.close();
    transferPort.close();
  }

  @Test
  void asksForTheFileWithItsOptions() throws IOException {
    assertThat(request(16))
        .isEqualTo("\0\1file\0octet\0tsize\0000\0blksize\0008\0windowsize\00016\0");
  }

  @Test
  void asksForNoWindowOfOne() throws IOException {
    assertThat(request(1)).isEqualTo("\0\1file\0octet\0tsize\0000\0blksize\0008\0");
  }

  @Test
  void acknowledgesBlockByBlockUntilAShortOne() throws IOException {
    request(1);
    send(oack("blksize", "8", "tsize", "30"));
    assertThat(acknowledged()).isEqualTo(0);
    send(data(1, "01234567"));
    assertThat(acknowledged()).isEqualTo(1);
    send(data(2, "89abcdef"));
    assertThat(acknowledged()).isEqualTo(2);
    send(data(3, "ghijklmn"));
    assertThat(acknowledged()).isEqualTo(3);
    assertThat(transfer.state()).isEqualTo(TftpTransfer.State.RUNNING);
    send(data(4, "opqrst"));
    assertThat(acknowledged()).isEqualTo(4);
    assertThat(transfer.state()).isEqualTo(TftpTransfer.State.COMPLETE);
    assertThat(transfer.received()).isEqualTo(FILE.length());
  }

  @Test
  void acknowledgesEachWindowOnceAndTheEnd() throws IOException {
    request(2);
    send(oack("blksize", "8", "windowsize", "2"));
    assertThat(acknowledged()).isEqualTo(0);
    send(data(1, "01234567"));
    send(data(2, "89abcdef"));
    assertThat(acknowledged()).isEqualTo(2);
    send(data(3, "ghijklmn"));
    send(data(4, "opqrst"));
    assertThat(acknowledged()).isEqualTo(4);
    assertThat(transfer.state()).isEqualTo(TftpTransfer.State.COMPLETE);
  }

  @Test
  void aGapIsAcknowledgedOnceWithTheLastBlockBeforeIt() throws IOException {
    request(4);
    send(oack("blksize", "8", "windowsize", "4"));
    assertThat(acknowledged()).isEqualTo(0);
    send(data(1, "01234567"));
    send(data(3, "ghijklmn"));
    assertThat(acknowledged()).isEqualTo(1);
    send(data(4, "opqrst"));
    send(data(2, "89abcdef"));
    send(data(3, "ghijklmn"));
    send(data(4, "opqrst"));
    assertThat(acknowledged()).isEqualTo(4);
    assertThat(transfer.state()).isEqualTo(TftpTransfer.State.COMPLETE);
  }

  @Test
  void retransmitsTheRequestThenTheLastAcknowledgementAfterSilence() throws IOException {
    String first = request(1);
    assertThat(transfer.tick(TftpTransfer.TIMEOUT_NANOS - 1)).isFalse();
    assertThat(transfer.tick(TftpTransfer.TIMEOUT_NANOS)).isTrue();
    assertThat(receive(port69)).isEqualTo(first);
    send(oack("blksize", "8"));
    assertThat(acknowledged()).isEqualTo(0);
    assertThat(transfer.tick(3 * TftpTransfer.TIMEOUT_NANOS)).isTrue();
    assertThat(acknowledged()).isEqualTo(0);
  }

  @Test
  void aWrongByteEndsTheMeasurement() throws IOException {
    request(1);
    send(oack("blksize", "8"));
    assertThatThrownBy(() -> send(data(1, "0123X567"))).hasMessageContaining("content of block 1");
  }

  @Test
  void aBlockTooManyEndsTheMeasurement() throws IOException {
    request(1);
    send(oack("blksize", "8"));
    send(data(1, "01234567"));
    send(data(2, "89abcdef"));
    send(data(3, "ghijklmn"));
    assertThatThrownBy(() -> send(data(4, "opqrstuv"))).hasMessageContaining("content of block 4");
  }

  @Test
  void anErrorEndsTheMeasurement() throws IOException {
    request(1);
    assertThatThrownBy(() -> send(latin("\0\5\0\1File not found\0")))
        .hasMessageContaining("File not found");
  }

  @Test
  void anotherBlksizeThanAskedForEndsTheMeasurement() throws IOException {
    request(1);
    assertThatThrownBy(() -> send(oack("blksize", "16"))).hasMessageContaining("blksize 16");
  }

  @Test
  void dataOfAnEarlierTransferToTheSamePortIsNoAnswer() throws IOException {
    request(1);
    send(data(7, "leftover"));
    send(oack("blksize", "8"));
    assertThat(acknowledged()).isEqualTo(0);
  }

  @Test
  void aServerThatClosesItsPortBreaksTheTransferOff() throws IOException {
    request(1);
    send(oack("blksize", "8"));
    assertThat(acknowledged()).isEqualTo(0);
    transferPort.close();
    transfer.acknowledge();
    assertThat(selector.select(WAIT_MILLIS)).as("ICMP port unreachable").isEqualTo(1);
    transfer.read(0);
    assertThat(transfer.state()).isEqualTo(TftpTransfer.State.BROKEN_OFF);
  }

  @Test
  void aTransferThatIsCutShortTellsTheServer() throws IOException {
    request(1);
    send(oack("blksize", "8"));
    assertThat(acknowledged()).isEqualTo(0);
    transfer.close();
    assertThat(receive(transferPort)).startsWith("\0\5");
  }

  /** Begins the transfer; returns its first packet. */
  private String request(int windowsize) throws IOException {
    InetSocketAddress address = (InetSocketAddress) port69.getLocalSocketAddress();
    transfer =
        new TftpTransfer(
            new TftpTransfer.Request(address, "file", ByteBuffer.wrap(latin(FILE)), 8, windowsize),
            ByteBuffer.allocate(600),
            0);
    transfer.channel().register(selector, SelectionKey.OP_READ);
    return receive(port69);
  }

  private void send(byte[] packet) throws IOException {
    transferPort.send(new DatagramPacket(packet, packet.length, client));
    assertThat(selector.select(WAIT_MILLIS)).as("packets at the client").isEqualTo(1);
    selector.selectedKeys().clear();
    transfer.read(0);
    if (transfer.owesAck()) {
      transfer.acknowledge();
    }
  }

  private int acknowledged() throws IOException {
    String packet = receive(transferPort);
    assertThat(packet).hasSize(4).startsWith("\0\4");
    return packet.charAt(2) << 8 | packet.charAt(3);
  }

  private String receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[600], 600);
    socket.receive(packet);
    client = packet.getSocketAddress();
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
  }

  private static byte[] data(int block, String content) {
    return latin("\0\3\0" + (char) block + content);
  }

  private static byte[] oack(String... namesAndValues) {
    return latin("\0\6" + String.join("\0", namesAndValues) + "\0");
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
