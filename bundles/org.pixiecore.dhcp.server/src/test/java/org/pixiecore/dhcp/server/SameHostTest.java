package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.server.ReceivingSocket.Heard;

/**
 * The raw socket on port 67, which another program has. It takes root, who may make hosts of their
 * own.
 */
@Timeout(60)
class SameHostTest {

  private static final InetSocketAddress EVERYBODY = new InetSocketAddress("255.255.255.255", 67);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<ReceivingSocket> sockets = new ArrayList<>();
  private TestNetwork network;

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(TestNetwork.isPossible(), "takes root on Linux");
    network = new TestNetwork();
  }

  @AfterEach
  void disconnect() throws Exception {
    sockets.forEach(ReceivingSocket::close);
    thread.shutdownNow();
    if (network != null) {
      network.remove();
    }
  }

  @Test
  void bothTheDhcpServerOfThisHostAndPixiecoreAnswer() throws Exception {
    assumeTrue(Dnsmasq.isInstalled(), "takes dnsmasq");
    network.startOnServer(
        Dnsmasq.command("--interface=s0", "--dhcp-range=10.71.0.50,10.71.0.60,1h"));
    ReceivingSocket client = onClient(68);
    DhcpServer server = RunningServer.on(network, Map.of("socket", "raw"));
    try {
      await().until(() -> server.ports().get(0).problem().isEmpty());
      assertThat(server.ports().get(0).how()).contains("raw, beside another DHCP server");
      Set<Boolean> isProxys = new HashSet<>();
      await()
          .until(
              () -> {
                client.discover(network.clientIndex("c0"), 77);
                client
                    .nextSoon()
                    .ifPresent(offer -> isProxys.add(offer.packet().yiaddr().isAnyLocalAddress()));
                return isProxys.size() == 2;
              });
    } finally {
      server.close();
    }
  }

  @Test
  void aBroadcastIsHeardBesideTheProgramThatHasThePort() throws Exception {
    ReceivingSocket other = onServer(LinuxSocket::new);
    ReceivingSocket raw = onServer(RawSocket::new);
    ReceivingSocket client = onClient(68);

    client.discover(network.clientIndex("c0"), 77);

    Heard heard = raw.next();
    assertThat(heard.packet().messageType()).contains(MessageType.DISCOVER);
    assertThat(heard.to()).isEqualTo(EVERYBODY.getAddress());
    assertThat(heard.from().getPort()).isEqualTo(68);
    assertThat(heard.interfaceIndex()).isEqualTo(network.serverIndex("s0"));
    assertThat(other.next().packet().messageType()).contains(MessageType.DISCOVER);
  }

  @Test
  void anAnswerLeavesFromPort67ToEverybodyToAClientAndBehindARouter() throws Exception {
    onServer(LinuxSocket::new);
    ReceivingSocket raw = onServer(RawSocket::new);
    ReceivingSocket client = onClient(68);
    ReceivingSocket relay = onClient(67);
    network.addClientAddress("192.0.2.1/24", "c1");
    network.routeOnServer("192.0.2.0/24", "10.71.0.99");
    byte[] payload = "an answer".getBytes(StandardCharsets.US_ASCII);

    Route direct = new Route(Packets.address("10.71.0.2"), network.serverIndex("s0"));
    Route routed = new Route(Packets.address("10.71.0.2"), Route.ROUTED);
    raw.socket().send(payload, direct, new InetSocketAddress("255.255.255.255", 68));
    assertAnswer(client.next(), "255.255.255.255");
    raw.socket().send(payload, direct, new InetSocketAddress("10.71.0.99", 68));
    assertAnswer(client.next(), "10.71.0.99");
    raw.socket().send(payload, routed, new InetSocketAddress("192.0.2.1", 67));
    assertAnswer(relay.next(), "192.0.2.1");
  }

  private static void assertAnswer(Heard answer, String destination) {
    assertThat(answer.from()).isEqualTo(new InetSocketAddress("10.71.0.2", 67));
    assertThat(answer.to()).isEqualTo(Packets.address(destination));
    assertThat(answer.octets().text()).isEqualTo("an answer");
  }

  @Test
  void whatIsForAnotherPortIsNotHeard() throws Exception {
    ReceivingSocket raw = onServer(RawSocket::new);
    ReceivingSocket client = onClient(68);
    Route route = new Route(Packets.address("10.71.0.99"), Route.ROUTED);
    client.socket().send(new byte[300], route, new InetSocketAddress("10.71.0.2", 4011));
    client.socket().send(new byte[300], route, new InetSocketAddress("10.71.0.2", 68));
    client.socket().send(new byte[301], route, new InetSocketAddress("10.71.0.2", 67));
    assertThat(raw.next().octets().length()).isEqualTo(301);
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 2049, 4000})
  void aLongDatagramIsCutAndMarked(int length) throws Exception {
    ReceivingSocket raw = onServer(RawSocket::new);
    network.setMtu(9000);
    sendFromClient(length);
    Heard heard = raw.next();
    assertThat(heard.truncated()).isEqualTo(length > DhcpSocket.BUFFER_SIZE);
    assertThat(heard.octets().length()).isEqualTo(DhcpSocket.BUFFER_SIZE);
  }

  @Test
  void fragmentsAreNotHeard() throws Exception {
    ReceivingSocket raw = onServer(RawSocket::new);
    sendFromClient(2000);
    sendFromClient(300);
    assertThat(raw.next().octets().length()).isEqualTo(300);
  }

  private void sendFromClient(int length) throws Exception {
    network.onClient(
        () -> {
          try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress server = new InetSocketAddress("10.71.0.2", 67);
            socket.send(new DatagramPacket(new byte[length], length, server));
            return length;
          }
        });
  }

  @Test
  void closingEndsAReceive() throws Exception {
    for (int round = 0; round < 20; round++) {
      DhcpSocket raw = network.onServer(() -> new RawSocket(67));
      Future<Optional<Arrival>> waiting = thread.submit(raw::receive);
      raw.close();
      raw.close();
      assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
      assertThat(raw.receive()).isEmpty();
      Route route = new Route(Packets.address("10.71.0.2"), Route.ROUTED);
      assertThatThrownBy(() -> raw.send(new byte[1], route, EVERYBODY))
          .hasMessageContaining("closed");
    }
  }

  @Test
  void withoutThePrivilegeItSaysWhatToDo() {
    Future<DhcpSocket> opened =
        thread.submit(
            () -> {
              Capabilities.dropNetRaw();
              return SocketKind.RAW.open(67);
            });
    assertThatThrownBy(opened::get)
        .cause()
        .isInstanceOf(NoPrivilegeException.class)
        .hasMessageContaining("CAP_NET_RAW");
  }

  private interface Opener {
    DhcpSocket open(int port) throws IOException;
  }

  private ReceivingSocket onServer(Opener opener) throws Exception {
    ReceivingSocket socket = network.onServer(() -> new ReceivingSocket(opener.open(67)));
    sockets.add(socket);
    return socket;
  }

  private ReceivingSocket onClient(int port) throws Exception {
    ReceivingSocket socket = ReceivingSocket.onClient(network, port);
    sockets.add(socket);
    return socket;
  }
}
