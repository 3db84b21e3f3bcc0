package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.server.ReceivingSocket.Heard;

/**
 * The component on its real ports, on a host with several interfaces. It takes root, who may make
 * such hosts; without, the integration tests show the same.
 */
@Timeout(60)
class SeveralInterfacesTest {

  @RegisterExtension final ServedNetwork hosts = new ServedNetwork();

  @Test
  void eachLinkIsAnsweredOnItselfFromItsOwnAddress() throws Exception {
    hosts.serve(Map.of());
    assertThat(askUntilHeard("c0").from()).isEqualTo(new InetSocketAddress("10.71.0.2", 67));
    for (int round = 0; round < 3; round++) {
      ask("c0", 1000 + round);
      assertHeard(1000 + round, "c0", "10.71.0.2");
      ask("c1", 2000 + round);
      assertHeard(2000 + round, "c1", "10.72.0.2");
    }
    assertThat(hosts.client().hasHeardNothingMore()).isTrue();
  }

  @Test
  void aLinkThatIsNotChosenHearsNothing() throws Exception {
    hosts.serve(Map.of("interfaces", "s1"));
    askUntilHeard("c1");
    ask("c0", 1000);
    ask("c1", 1001);
    assertHeard(1001, "c1", "10.72.0.2");
  }

  @Test
  void aLinkWithoutAnAddressHearsNothingUntilItHasOne() throws Exception {
    hosts.serve(Map.of());
    askUntilHeard("c0");
    ask("c2", 1000);
    ask("c0", 1001);
    assertHeard(1001, "c0", "10.71.0.2");
    hosts.network().addServerAddress("10.73.0.2/24", "s2");
    assertThat(askUntilHeard("c2").packet().siaddr()).isEqualTo(Packets.address("10.73.0.2"));
  }

  @Test
  void aPortableSocketServesTheOneInterfaceThatIsChosen() throws Exception {
    hosts.serve(Map.of("socket", "portable", "interfaces", "s1"));
    assertThat(askUntilHeard("c1").from()).isEqualTo(new InetSocketAddress("10.72.0.2", 67));
    ask("c1", 1000);
    assertHeard(1000, "c1", "10.72.0.2");
  }

  @Test
  void aRelayIsAnsweredOnPort67() throws Exception {
    hosts.serve(Map.of());
    askUntilHeard("c0");
    try (ReceivingSocket relay = ReceivingSocket.onClient(hosts.network(), 67)) {
      byte[] request = Packets.relayed(MessageType.DISCOVER, "52:54:00:77:00:01", "10.71.0.99");
      relay
          .socket()
          .send(
              request,
              new Route(Packets.address("10.71.0.99"), Route.ROUTED),
              new InetSocketAddress("10.71.0.2", 67));
      Heard answer = relay.next();
      assertThat(answer.from()).isEqualTo(new InetSocketAddress("10.71.0.2", 67));
      assertThat(answer.packet().giaddr()).isEqualTo(Packets.address("10.71.0.99"));
    }
  }

  @Test
  void theBootServerAnswersFromPort4011() throws Exception {
    hosts.serve(Map.of());
    askUntilHeard("c0");
    try (ReceivingSocket firmware = ReceivingSocket.onClient(hosts.network(), 4011)) {
      firmware
          .socket()
          .send(
              Packets.uefi(MessageType.REQUEST, "52:54:00:77:00:01"),
              new Route(Packets.address("10.71.0.99"), Route.ROUTED),
              new InetSocketAddress("10.71.0.2", 4011));
      Heard answer = firmware.next();
      assertThat(answer.from()).isEqualTo(new InetSocketAddress("10.71.0.2", 4011));
      assertThat(answer.packet().messageType()).contains(MessageType.ACK);
    }
  }

  private void ask(String nic, int xid) throws Exception {
    hosts.client().discover(hosts.network().clientIndex(nic), xid);
  }

  private void assertHeard(int xid, String nic, String server) throws Exception {
    Heard answer = hosts.client().next();
    assertThat(answer.packet().xid()).isEqualTo(xid);
    assertThat(answer.interfaceIndex()).isEqualTo(hosts.network().clientIndex(nic));
    assertThat(answer.from()).isEqualTo(new InetSocketAddress(server, 67));
    assertThat(answer.packet().siaddr()).isEqualTo(Packets.address(server));
  }

  /** Until the server listens, and the link is up. Then everything that was heard is dropped. */
  private Heard askUntilHeard(String nic) throws Exception {
    int ready = 77;
    int last = 78;
    Heard first =
        await()
            .until(
                () -> {
                  ask(nic, ready);
                  return hosts.client().nextSoon();
                },
                Optional::isPresent)
            .orElseThrow();
    ask(nic, last);
    while (hosts.client().next().packet().xid() != last) {
      // an answer to an earlier attempt
    }
    return first;
  }
}
