package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.dhcp.DhcpPacket.Op;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.server.ReceivingSocket.Heard;

/**
 * VLANs, bridges, several addresses on one interface, and interfaces that come and go while the
 * component runs. It takes root, who may make hosts of their own.
 */
@Timeout(60)
class ChangingInterfacesTest {

  private static final String MAC = "52:54:00:77:00:01";

  @RegisterExtension final ServedNetwork hosts = new ServedNetwork();

  @ParameterizedTest
  @ValueSource(strings = {"native", "raw"})
  void aVlanIsALinkOfItsOwn(String socket) throws Exception {
    assumeTrue(hosts.network().hasVlans(), "takes a kernel with 802.1Q");
    hosts.network().addVlan(10);
    hosts.network().addServerAddress("10.74.0.2/24", "s0.10");
    hosts.serve(Map.of("socket", socket));
    assertAnsweredOn("c0", "10.71.0.2");
    assertAnsweredOn("c0.10", "10.74.0.2");
    assertAnsweredOn("c0", "10.71.0.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "raw"})
  void aVlanWithoutAnInterfaceOnTheServerHearsNothing(String socket) throws Exception {
    assumeTrue(hosts.network().hasVlans(), "takes a kernel with 802.1Q");
    hosts.network().addVlan(10);
    hosts.network().removeServerInterface("s0.10");
    hosts.serve(Map.of("socket", socket));
    assertAnsweredOn("c0", "10.71.0.2");
    hosts.client().discover(hosts.network().clientIndex("c0.10"), 1000);
    hosts.client().discover(hosts.network().clientIndex("c0"), 1001);
    assertThat(hosts.client().next().packet().xid()).isEqualTo(1001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "raw"})
  void aBridgeAnswersOnceForItsMembers(String socket) throws Exception {
    hosts.network().bridge("s2", "br0");
    hosts.network().addServerAddress("10.73.0.2/24", "br0");
    hosts.serve(Map.of("socket", socket));
    assertAnsweredOn("c2", "10.73.0.2");
    hosts.client().discover(hosts.network().clientIndex("c2"), 1001);
    assertThat(hosts.client().next().packet().xid()).isEqualTo(1001);
    hosts.client().discover(hosts.network().clientIndex("c2"), 1002);
    assertThat(hosts.client().next().packet().xid()).isEqualTo(1002);
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "raw"})
  void anInterfaceMayComeAndGoAndComeAgainWhileItRuns(String socket) throws Exception {
    hosts.serve(Map.of("socket", socket));
    assertAnsweredOn("c0", "10.71.0.2");
    hosts.network().addLink(5);
    hosts.network().addServerAddress("10.75.0.2/24", "s5");
    assertAnsweredOn("c5", "10.75.0.2");
    hosts.network().removeServerInterface("s5");
    assertAnsweredOn("c0", "10.71.0.2");
    hosts.network().addLink(5);
    hosts.network().addServerAddress("10.75.0.3/24", "s5");
    assertAnsweredOn("c5", "10.75.0.3");
  }

  @Test
  void anInterfaceThatIsChosenByNameOrAddressMayComeLater() throws Exception {
    hosts.serve(Map.of("interfaces", "s5, 10.73.0.2"));
    hosts.network().addLink(5);
    hosts.network().addServerAddress("10.75.0.2/24", "s5");
    assertAnsweredOn("c5", "10.75.0.2");
    hosts.network().addServerAddress("10.73.0.1/24", "s2");
    hosts.network().addServerAddress("10.73.0.2/24", "s2");
    assertAnsweredOn("c2", "10.73.0.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "portable", "raw"})
  void anAddressMayChangeWhileItRuns(String socket) throws Exception {
    hosts.serve(Map.of("socket", socket, "interfaces", "s1"));
    assertAnsweredOn("c1", "10.72.0.2");
    hosts.network().removeServerAddress("10.72.0.2/24", "s1");
    hosts.network().addServerAddress("10.72.0.7/24", "s1");
    assertAnsweredOn("c1", "10.72.0.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "raw"})
  void ofTwoAddressesOnOneInterfaceEachSubnetHasItsOwn(String socket) throws Exception {
    hosts.network().addServerAddress("10.76.0.2/24", "s0");
    hosts.network().addClientAddress("10.76.0.99/24", "c0");
    hosts.serve(Map.of("socket", socket));
    assertAnsweredOn("c0", "10.71.0.2");
    for (String subnet : new String[] {"10.71.0.", "10.76.0."}) {
      assertBootServer(subnet + "99", subnet + "2");
      assertRelay(subnet + "99", subnet + "2", subnet + "2");
      assertRelay(subnet + "99", "255.255.255.255", subnet + "2");
    }
  }

  /** The boot server's answer on port 4011, asked by unicast. */
  private void assertBootServer(String machine, String address) throws Exception {
    try (ReceivingSocket firmware = ReceivingSocket.onClient(hosts.network(), 4011)) {
      Heard answer = ask(firmware, Packets.uefi(MessageType.REQUEST, MAC), machine, address, 4011);
      assertThat(answer.from()).isEqualTo(new InetSocketAddress(address, 4011));
      assertThat(answer.packet().siaddr()).isEqualTo(Packets.address(address));
    }
  }

  private void assertRelay(String giaddr, String asked, String address) throws Exception {
    try (ReceivingSocket relay = ReceivingSocket.onClient(hosts.network(), 67)) {
      Heard answer =
          ask(relay, Packets.relayed(MessageType.DISCOVER, MAC, giaddr), giaddr, asked, 67);
      assertThat(answer.from()).isEqualTo(new InetSocketAddress(address, 67));
      assertThat(answer.to()).isEqualTo(Packets.address(giaddr));
      assertThat(answer.packet().siaddr()).isEqualTo(Packets.address(address));
    }
  }

  private Heard ask(ReceivingSocket from, byte[] request, String source, String to, int port)
      throws Exception {
    Route route = new Route(Packets.address(source), hosts.network().clientIndex("c0"));
    return await()
        .until(
            () -> {
              from.socket().send(request, route, new InetSocketAddress(to, port));
              return from.nextSoon().filter(heard -> heard.packet().op() == Op.BOOTREPLY);
            },
            Optional::isPresent)
        .orElseThrow();
  }

  /** Sooner or later; what was asked before is passed over. */
  private void assertAnsweredOn(String nic, String address) throws Exception {
    InetSocketAddress from = new InetSocketAddress(address, 67);
    await()
        .until(
            () -> {
              hosts.client().discover(hosts.network().clientIndex(nic), 77);
              return hosts
                  .client()
                  .nextSoon()
                  .filter(answer -> answer.from().equals(from))
                  .filter(answer -> answer.packet().siaddr().equals(from.getAddress()))
                  .isPresent();
            });
    hosts.client().drain();
  }
}
