package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixiecore.dhcp.Conflict;
import org.pixiecore.dhcp.DhcpSurvey.Finding;
import org.pixiecore.dhcp.OtherServer;
import org.pixiecore.dhcp.OtherServers.Neighbour;

/** The survey on hosts of its own, with dnsmasq as the DHCP server. It takes root. */
@Timeout(120)
class DhcpSurveyorTest {

  private static final Duration A_ROUND = Duration.ofSeconds(40);

  private TestNetwork network;
  private DhcpSurveyor surveyor;
  private DhcpServer server;

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(TestNetwork.isPossible(), "takes root on Linux");
    assumeTrue(Dnsmasq.isInstalled(), "takes dnsmasq");
    network = new TestNetwork();
  }

  @AfterEach
  void disconnect() throws Exception {
    if (surveyor != null) {
      surveyor.close();
    }
    if (server != null) {
      server.close();
    }
    if (network != null) {
      network.remove();
    }
  }

  @Test
  void aServerOnALinkIsFoundAndOnAnotherLinkNobody() throws Exception {
    network.startOnClient(Dnsmasq.command("--interface=c0", "--dhcp-range=10.71.0.50,10.71.0.60"));
    server = RunningServer.on(network, Map.of());
    survey(Map.of());
    await().atMost(A_ROUND).until(() -> surveyor.on("s0") instanceof Finding.Servers);
    assertThat(surveyor.on("s0"))
        .isEqualTo(new Finding.Servers(Set.of(Packets.address("10.71.0.99"))));
    await().atMost(A_ROUND).until(() -> surveyor.on("s1") instanceof Finding.Nobody);
    assertThat(surveyor.neighbours())
        .containsExactly(
            new Neighbour("s0", new OtherServer(Packets.address("10.71.0.99"), true, Set.of())));
  }

  @Test
  void aServerOnThisVeryHostIsFound() throws Exception {
    network.startOnServer(Dnsmasq.command("--interface=s0", "--dhcp-range=10.71.0.50,10.71.0.60"));
    server = RunningServer.on(network, Map.of("socket", "raw"));
    survey(Map.of("socket", "raw"));
    await().atMost(A_ROUND).until(() -> surveyor.on("s0") instanceof Finding.Servers);
  }

  @Test
  void whatAServerTellsAnotherMachineCountsAtOnce() throws Exception {
    survey(Map.of("interfaces", "s1"));
    try (DhcpSocket stranger = network.onClient(() -> new LinuxSocket(67))) {
      network.addClientAddress("10.72.0.99/24", "c1");
      int nic = network.clientIndex("c1");
      await()
          .until(
              () -> {
                stranger.send(
                    Packets.offer("10.72.0.50", "10.72.0.99", 7),
                    new Route(Packets.address("10.72.0.99"), nic),
                    new InetSocketAddress("255.255.255.255", 68));
                return surveyor.on("s1") instanceof Finding.Servers;
              });
    }
  }

  @Test
  void dnsmasqAsAProxyIsAConflictAndNoServer() throws Exception {
    network.startOnClient(
        Dnsmasq.command(
            "--interface=c0",
            "--dhcp-range=10.71.0.0,proxy",
            "--pxe-service=x86-64_EFI,other,other.efi"));
    survey(Map.of("interfaces", "s0"));
    await().atMost(A_ROUND).until(() -> !surveyor.neighbours().isEmpty());
    assertThat(surveyor.neighbours().get(0).server())
        .isEqualTo(
            new OtherServer(Packets.address("10.71.0.99"), false, Set.of(Conflict.OTHER_PROXY)));
  }

  @Test
  void itIsSwitchedOffAndOnLive() throws Exception {
    network.startOnClient(Dnsmasq.command("--interface=c0", "--dhcp-range=10.71.0.50,10.71.0.60"));
    survey(Map.of("survey", "0"));
    assertThat(surveyor.on("s0"))
        .isInstanceOfSatisfying(
            Finding.Unknown.class, no -> assertThat(no.reason()).contains("survey = 0"));
    network.onServer(
        () -> {
          surveyor.modified(Map.of("survey", "60"));
          return true;
        });
    await().atMost(A_ROUND).until(() -> surveyor.on("s0") instanceof Finding.Servers);
    surveyor.modified(Map.of("survey", "0"));
    assertThat(surveyor.on("s0")).isInstanceOf(Finding.Unknown.class);
  }

  @Test
  void withoutThePrivilegeNothingIsKnownAndEverythingElseServes() throws Exception {
    surveyor =
        network.onServer(
            () -> {
              Capabilities.dropNetRaw();
              return opened(Map.of());
            });
    await()
        .until(
            () ->
                surveyor.on("s0") instanceof Finding.Unknown unknown
                    && unknown.reason().contains("CAP_NET_RAW"));
  }

  private void survey(Map<String, Object> properties) throws Exception {
    surveyor = network.onServer(() -> opened(properties));
  }

  private static DhcpSurveyor opened(Map<String, Object> properties) {
    DhcpSurveyor made = new DhcpSurveyor(new HashMap<>(properties));
    made.open();
    return made;
  }
}
