package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several datagrams in one system call. */
class TransferSocketTest {

  private EventLoop loop;
  private TransferSocket socket;
  private DatagramSocket client;
  private InetSocketAddress address;

  @BeforeEach
  void start() throws IOException {
    loop = new EventLoop(new Deadlines(System::nanoTime));
    loop.start();
    socket = new TransferSocket(loop, Server.LOOPBACK, new Buffers());
    client = new DatagramSocket(new InetSocketAddress(Server.LOOPBACK, 0));
    address = (InetSocketAddress) client.getLocalSocketAddress();
  }

  @AfterEach
  void stop() {
    client.close();
    socket.close();
    loop.close();
  }

  @Test
  void arriveOneByOneAndTheLastMayBeShorter() throws IOException {
    assumeSegmentation();

    assertThat(socket.send(address, datagrams(16 * 516 - 100), 516)).isTrue();

    for (int i = 0; i < 15; i++) {
      assertThat(received()).isEqualTo(516);
    }
    assertThat(received()).isEqualTo(416);
  }

  @Test
  void ofOneLengthDoNotCutTheLongerOneAfterThem() throws IOException {
    assumeSegmentation();
    socket.send(address, datagrams(2 * 516), 516);

    assertThat(socket.send(address, datagrams(1436), 1436)).isTrue();

    assertThat(received()).isEqualTo(516);
    assertThat(received()).isEqualTo(516);
    assertThat(received()).isEqualTo(1436);
  }

  @Test
  void areSentOneByOneFromTheFirstRefusalOn() throws IOException {
    assumeSegmentation();

    // more of them than Linux cuts
    assertThat(socket.send(address, datagrams(60_000), 12)).isFalse();

    assertThat(socket.datagramsPerSend(12)).isEqualTo(1);
    assertThat(socket.send(address, datagrams(1436), 1436)).isTrue();
    assertThat(received()).isEqualTo(1436);
  }

  @Test
  void asManyAsFitIntoAPacketOfTheLargestLength() {
    assumeSegmentation();

    assertThat(socket.datagramsPerSend(1436)).isEqualTo(45);
    assertThat(socket.datagramsPerSend(516)).isEqualTo(64);
    assertThat(socket.datagramsPerSend(65_468)).isEqualTo(1);
  }

  private void assumeSegmentation() {
    assumeTrue(socket.datagramsPerSend(100) > 1, "a Linux from 4.18 on, and JNA");
  }

  private static ByteBuffer datagrams(int octets) {
    return ByteBuffer.allocateDirect(octets);
  }

  private int received() throws IOException {
    client.setSoTimeout(20_000);
    DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
    client.receive(packet);
    return packet.getLength();
  }
}
