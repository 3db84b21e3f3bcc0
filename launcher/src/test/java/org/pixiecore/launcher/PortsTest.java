package org.pixiecore.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.launcher.ServerPort.Transport;

class PortsTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final OpenPorts open = new OpenPorts();

  @Test
  void aUdpPortIsOpenWhileItsSocketIs() throws IOException {
    ServerPort port;
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      port = udp(socket.getLocalPort());
      assertThat(open.include(port)).isTrue();
    }
    assertThat(open.include(port)).isFalse();
  }

  @Test
  void aTcpPortIsOpenWhileAServerListens() throws IOException {
    ServerPort port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = tcp(socket.getLocalPort());
      assertThat(open.include(port)).isTrue();
    }
    assertThat(open.include(port)).isFalse();
  }

  @Test
  void aConnectionIsNoServer() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Socket client = new Socket(LOOPBACK, server.getLocalPort())) {
      assertThat(open.include(tcp(client.getLocalPort()))).isFalse();
    }
  }

  @Test
  void anotherProcessHasPortsOfItsOwn() throws IOException {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try (ServerSocket socket = new ServerSocket(0)) {
      OpenPorts others = new OpenPorts(java.nio.file.Path.of("/proc", String.valueOf(sleep.pid())));
      assertThat(others.include(tcp(socket.getLocalPort()))).isFalse();
    } finally {
      sleep.destroy();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      assertThatThrownBy(() -> tcp(socket.getLocalPort()).tryOut())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("TCP port " + socket.getLocalPort() + " (test)")
          .hasMessageContaining("another program has it");
    }
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      assertThatThrownBy(() -> udp(socket.getLocalPort()).tryOut())
          .hasMessageContaining("UDP port " + socket.getLocalPort() + " (test)")
          .hasMessageContaining("another program has it");
    }
  }

  @Test
  void tryingAPortOutLeavesItFree() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      free = socket.getLocalPort();
    }
    ServerPort port = tcp(free);
    port.tryOut();
    assertThatCode(port::tryOut).doesNotThrowAnyException();
  }

  private static ServerPort udp(int number) {
    return new ServerPort(Transport.UDP, number, "test", Optional.of(LOOPBACK));
  }

  private static ServerPort tcp(int number) {
    return new ServerPort(Transport.TCP, number, "test", Optional.of(LOOPBACK));
  }
}
