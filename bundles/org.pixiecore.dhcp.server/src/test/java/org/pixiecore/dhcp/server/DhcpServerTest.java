package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.BootService;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootUrls;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;

/** The component, on the loopback interface, with services that the test holds. */
@Timeout(60)
class DhcpServerTest {

  private static final String MAC = "52:54:00:77:00:01";
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int XID = 4;
  private static final BootService BOOT =
      (machine, patience) ->
          CompletableFuture.completedFuture(
              new BootDecision.Boot(new BootSpec.IpxeScript("#!ipxe"), "static-lab"));
  private static final BootUrls SCRIPTS =
      new BootUrls() {
        @Override
        public Optional<String> base(InetAddress server) {
          return Optional.of("http://" + server.getHostAddress());
        }

        @Override
        public Optional<String> script(InetAddress server, Machine machine) {
          return Optional.of("http://" + server.getHostAddress() + "/" + machine.mac());
        }

        @Override
        public Optional<String> folder(InetAddress server, Machine machine) {
          return script(server, machine).map(url -> url + "/");
        }
      };

  private final Map<String, Object> properties = new HashMap<>();
  private DatagramSocket client;
  private int lastXid;
  private int dhcpPort;
  private int pxePort;
  private DhcpServer server;

  @BeforeEach
  void start() throws IOException {
    client = new DatagramSocket(0, LOOPBACK);
    dhcpPort = freePort();
    pxePort = freePort();
    properties.put("dhcpPort", dhcpPort);
    properties.put("pxePort", pxePort);
    server = new DhcpServer(properties);
    server.bootService = BOOT;
    server.bootPrograms = programs("snponly.efi");
    server.bootUrls = SCRIPTS;
    server.open();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void firmwareGetsItsProgramAndIpxeItsScript() throws Exception {
    assertThat(awaitAnswer(pxePort, uefi()).file()).isEqualTo("52-54-00-77-00-01/snponly.efi");
    assertThat(awaitAnswer(pxePort, Packets.ipxe(MessageType.REQUEST, MAC)).file())
        .isEqualTo("http://127.0.0.1/" + MAC);
  }

  @Test
  void eachPortIsToldOf() {
    await()
        .untilAsserted(
            () ->
                assertThat(server.ports())
                    .containsExactly(
                        served("ProxyDHCP", dhcpPort, "*"),
                        served("PXE boot server", pxePort, "*")));

    properties.put("interfaces", "lo, nowhere0");
    server.modified(properties);
    assertThat(server.ports())
        .hasSize(4)
        .contains(served("ProxyDHCP", dhcpPort, "lo"), served("PXE boot server", pxePort, "lo"))
        .filteredOn(port -> port.on().equals("nowhere0"))
        .allMatch(
            port -> port.problem().orElseThrow().contains("no interface or address nowhere0 now"));
  }

  private static ListeningPort served(String purpose, int port, String on) {
    return new ListeningPort(purpose, port, on, Optional.empty(), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"native", "portable"})
  void anotherPortOrKindOfSocketIsOpenedLive(String kind) throws Exception {
    awaitAnswer(pxePort, uefi());
    int before = pxePort;
    pxePort = freePort();
    properties.put("pxePort", pxePort);
    properties.put("socket", kind);
    server.modified(properties);
    awaitAnswer(pxePort, uefi());
    new DatagramSocket(before, LOOPBACK).close();
  }

  @Test
  void theTwoPortsCanBeSwapped() throws Exception {
    awaitAnswer(pxePort, uefi());
    properties.put("dhcpPort", pxePort);
    properties.put("pxePort", dhcpPort);
    server.modified(properties);
    awaitAnswer(dhcpPort, uefi());
  }

  @Test
  void aBadValueIsRefusedAndTheLastGoodSettingsServe() throws Exception {
    awaitAnswer(pxePort, uefi());
    properties.put("interfaces", "none-such");
    properties.put("patience", "for ever");
    server.modified(properties);
    awaitAnswer(pxePort, uefi());
  }

  @Test
  void otherSettingsHoldForTheNextRequestAndLeaveTheSocketsAlone() throws Exception {
    awaitAnswer(pxePort, uefi());
    Thread before = listenerThread(pxePort);
    properties.put("interfaces", "none-such");
    server.modified(properties);
    assertThat(answer(pxePort, uefi())).isEmpty();
    properties.put("interfaces", "127.0.0.1");
    server.modified(properties);
    awaitAnswer(pxePort, uefi());
    assertThat(listenerThread(pxePort)).isSameAs(before);
  }

  @Test
  void theServicesMayBeExchangedWhileItRuns() throws Exception {
    awaitAnswer(pxePort, uefi());
    Thread before = listenerThread(pxePort);
    server.bootPrograms = null;
    assertThat(answer(pxePort, uefi())).isEmpty();
    server.bootPrograms = programs("ipxe.efi");
    assertThat(awaitAnswer(pxePort, uefi()).file()).endsWith("/ipxe.efi");
    server.bootService = null;
    assertThat(answer(pxePort, uefi())).isEmpty();
    server.bootService =
        (machine, patience) -> {
          throw new IllegalStateException("stopped");
        };
    assertThat(answer(pxePort, uefi())).isEmpty();
    server.bootService = BOOT;
    server.bootUrls = null;
    assertThat(answer(pxePort, Packets.ipxe(MessageType.REQUEST, MAC))).isEmpty();
    server.bootUrls = SCRIPTS;
    awaitAnswer(pxePort, Packets.ipxe(MessageType.REQUEST, MAC));
    assertThat(listenerThread(pxePort)).isSameAs(before);
  }

  @Test
  void aBootServiceThatNeverAnswersHoldsUpNobody() throws Exception {
    awaitAnswer(pxePort, uefi());
    properties.put("patience", "1");
    server.modified(properties);
    server.bootService = (machine, patience) -> new CompletableFuture<>();
    byte[] request = uefi();
    for (int i = 0; i < Responder.MOST_PENDING; i++) {
      send(pxePort, request);
    }
    server.bootService = BOOT;
    awaitAnswer(pxePort, uefi());
  }

  @Test
  void onePortInUseLeavesTheOtherServing() throws Exception {
    server.close();
    try (DatagramSocket other = new DatagramSocket(dhcpPort)) {
      assertThat(other.isBound()).isTrue();
      server = new DhcpServer(properties);
      server.bootService = BOOT;
      server.bootPrograms = programs("snponly.efi");
      server.open();
      awaitAnswer(pxePort, uefi());
    }
  }

  private static byte[] uefi() {
    return Packets.uefi(MessageType.REQUEST, MAC);
  }

  private static BootPrograms programs(String name) {
    Optional<BootProgram> program =
        Optional.of(new BootProgram(name, Path.of("/x", name), Loader.IPXE));
    return new BootPrograms() {
      @Override
      public Loader loaderFor(Machine machine) {
        return Loader.IPXE;
      }

      @Override
      public Optional<BootProgram> programFor(Machine machine) {
        return program;
      }

      @Override
      public Optional<BootProgram> named(String asked) {
        return program;
      }
    };
  }

  /** The port may be about to open, or to be free of a flood. */
  private DhcpPacket awaitAnswer(int port, byte[] request) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> answer(port, request), Optional::isPresent)
        .orElseThrow();
  }

  /** The answer to this very request, if it comes in the time that a machine on a LAN takes. */
  private Optional<DhcpPacket> answer(int port, byte[] request) throws IOException {
    ByteBuffer.wrap(request).putInt(XID, ++lastXid);
    send(port, request);
    client.setSoTimeout(300);
    DatagramPacket datagram = new DatagramPacket(new byte[2000], 2000);
    try {
      while (true) {
        client.receive(datagram);
        DhcpPacket answer = Packets.read(Arrays.copyOf(datagram.getData(), datagram.getLength()));
        if (answer.xid() == lastXid) {
          return Optional.of(answer);
        }
      }
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  private void send(int port, byte[] request) throws IOException {
    client.send(new DatagramPacket(request, request.length, LOOPBACK, port));
  }

  private static int freePort() throws SocketException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Thread listenerThread(int port) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("pixiecore-dhcp-" + port))
        .findFirst()
        .orElseThrow();
  }
}
