package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both kinds of socket on the loopback interface. */
@Timeout(30)
class SocketTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final ExecutorService receiver = Executors.newSingleThreadExecutor();

  static Stream<SocketKind> kinds() {
    return Stream.of(SocketKind.NATIVE, SocketKind.PORTABLE)
        .filter(kind -> kind == SocketKind.PORTABLE || LinuxSocket.isSupported());
  }

  @AfterEach
  void stop() {
    receiver.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aDatagramIsReceivedWholeWithItsSource(SocketKind kind) throws Exception {
    try (DhcpSocket socket = kind.open(0);
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      byte[] payload = new byte[DhcpSocket.BUFFER_SIZE];
      Arrays.fill(payload, (byte) 0xa5);
      client.send(new DatagramPacket(payload, payload.length, LOOPBACK, socket.port()));

      Arrival arrival = socket.receive().orElseThrow();

      byte[] received = new byte[arrival.payload().remaining()];
      arrival.payload().get(received);
      assertThat(received).isEqualTo(payload);
      assertThat(arrival.truncated()).isFalse();
      assertThat(arrival.source()).isEqualTo(client.getLocalSocketAddress());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anEmptyDatagramIsReceived(SocketKind kind) throws Exception {
    try (DhcpSocket socket = kind.open(0);
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      client.send(new DatagramPacket(new byte[0], 0, LOOPBACK, socket.port()));
      assertThat(socket.receive().orElseThrow().payload().remaining()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aDatagramLongerThanTheBufferIsMarkedAndTheNextOneIsWhole(SocketKind kind) throws Exception {
    try (DhcpSocket socket = kind.open(0);
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      for (int length : new int[] {DhcpSocket.BUFFER_SIZE + 1, 65_507, 300}) {
        client.send(new DatagramPacket(new byte[length], length, LOOPBACK, socket.port()));
      }
      assertThat(socket.receive().orElseThrow().truncated()).isTrue();
      assertThat(socket.receive().orElseThrow().truncated()).isTrue();
      Arrival whole = socket.receive().orElseThrow();
      assertThat(whole.truncated()).isFalse();
      assertThat(whole.payload().remaining()).isEqualTo(300);
    }
  }

  @Test
  void theNativeSocketTellsInterfaceAndDestination() throws Exception {
    assumeTrue(LinuxSocket.isSupported());
    try (DhcpSocket socket = SocketKind.NATIVE.open(0);
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      InetAddress other = InetAddress.getByName("127.7.7.7");
      client.send(new DatagramPacket(new byte[300], 300, other, socket.port()));
      Arrival arrival = socket.receive().orElseThrow();
      assertThat(arrival.destination()).isEqualTo(other);
      assertThat(arrival.interfaceIndex())
          .isEqualTo(NetworkInterface.getByInetAddress(LOOPBACK).getIndex());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anAnswerLeavesFromTheGivenAddressAndThePort(SocketKind kind) throws Exception {
    try (DhcpSocket socket = kind.open(0);
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      byte[] payload = {1, 2, 3};
      socket.send(
          payload,
          new Route(Packets.address("127.8.8.8"), Route.ROUTED),
          (InetSocketAddress) client.getLocalSocketAddress());
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      client.receive(answer);
      assertThat(answer.getSocketAddress())
          .isEqualTo(new InetSocketAddress("127.8.8.8", socket.port()));
      assertThat(Arrays.copyOf(answer.getData(), answer.getLength())).isEqualTo(payload);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsSentToAnAddressThatHasAnsweredIsStillReceived(SocketKind kind) throws Exception {
    try (DhcpSocket socket = kind.open(0);
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      Future<Optional<Arrival>> waiting = receiver.submit(socket::receive);
      socket.send(
          new byte[1],
          new Route(Packets.address("127.0.0.1"), Route.ROUTED),
          (InetSocketAddress) client.getLocalSocketAddress());
      client.send(new DatagramPacket(new byte[300], 300, LOOPBACK, socket.port()));
      Arrival arrival = waiting.get().orElseThrow();
      assertThat(arrival.destination()).isEqualTo(LOOPBACK);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anInterruptedThreadsAnswerLeavesAndSoDoesTheNextOne(SocketKind kind) throws Exception {
    try (DhcpSocket socket = kind.open(0);
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      Route route = new Route(Packets.address("127.8.8.8"), Route.ROUTED);
      InetSocketAddress to = (InetSocketAddress) client.getLocalSocketAddress();
      Thread.currentThread().interrupt();
      try {
        socket.send(new byte[1], route, to);
      } finally {
        Thread.interrupted();
      }
      socket.send(new byte[2], route, to);

      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      client.receive(answer);
      assertThat(answer.getLength()).isEqualTo(1);
      answer.setLength(100);
      client.receive(answer);
      assertThat(answer.getLength()).isEqualTo(2);
    }
  }

  @Test
  void aPortableSocketsChannelThatWasClosedIsReplaced() throws Exception {
    try (PortableSocket socket = new PortableSocket(0);
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      Inet4Address address = Packets.address("127.0.0.1");
      socket.channelAt(address).close();
      socket.send(
          new byte[1],
          new Route(address, Route.ROUTED),
          (InetSocketAddress) client.getLocalSocketAddress());
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      client.receive(answer);
      assertThat(answer.getSocketAddress())
          .isEqualTo(new InetSocketAddress(address, socket.port()));

      client.send(new DatagramPacket(new byte[300], 300, LOOPBACK, socket.port()));
      assertThat(socket.receive().orElseThrow().destination()).isEqualTo(address);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void closingEndsAReceiveAndFreesThePort(SocketKind kind) throws Exception {
    for (int round = 0; round < 50; round++) {
      DhcpSocket socket = kind.open(0);
      int port = socket.port();
      Future<Optional<Arrival>> waiting = receiver.submit(socket::receive);
      socket.close();
      assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
      assertThat(socket.receive()).isEmpty();
      assertThatThrownBy(
              () ->
                  socket.send(
                      new byte[1],
                      new Route(Packets.address("127.0.0.1"), Route.ROUTED),
                      new InetSocketAddress(LOOPBACK, port)))
          .hasMessageContaining("closed");
      new DatagramSocket(port, LOOPBACK).close();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void closingTwiceIsFine(SocketKind kind) throws Exception {
    DhcpSocket socket = kind.open(0);
    socket.close();
    socket.close();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aPortInUseIsRefusedWithWhatToDo(SocketKind kind) throws Exception {
    try (DatagramSocket other = new DatagramSocket(0)) {
      assertThatThrownBy(() -> kind.open(other.getLocalPort()))
          .isInstanceOf(PortRefusedException.class)
          .hasMessageContaining("ss -lunp 'sport = :" + other.getLocalPort() + "'");
    }
  }

  @Test
  void whereADhcpServerHasItsPortTheWayBesideItIsNamed() {
    assertThat(PortRefusedException.inUse(67)).hasMessageContaining("socket = raw");
    assertThat(PortRefusedException.inUse(67)).hasMessageContaining("--dhcp-no-bind");
    assertThat(PortRefusedException.inUse(4011).getMessage()).doesNotContain("raw");
  }

  @Test
  void aPortThatTakesAPrivilegeIsRefusedWithWhatToDo() throws Exception {
    assumeTrue(LinuxSocket.isSupported());
    Future<DhcpSocket> opened =
        receiver.submit(
            () -> {
              Capabilities.dropNetBindService();
              return SocketKind.NATIVE.open(67);
            });
    assertThatThrownBy(opened::get)
        .cause()
        .isInstanceOf(PortRefusedException.class)
        .hasMessageContaining("CAP_NET_BIND_SERVICE");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void sendingWhereNothingLeadsFailsAndHarmsNothing(SocketKind kind) throws Exception {
    try (DhcpSocket socket = kind.open(0);
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      // 192.0.2.77 (RFC 5737) is no address of this machine
      assertThatThrownBy(
              () ->
                  socket.send(
                      new byte[1],
                      new Route(Packets.address("192.0.2.77"), Route.ROUTED),
                      (InetSocketAddress) client.getLocalSocketAddress()))
          .isInstanceOf(IOException.class);
      client.send(new DatagramPacket(new byte[300], 300, LOOPBACK, socket.port()));
      assertThat(socket.receive()).isPresent();
    }
  }
}
