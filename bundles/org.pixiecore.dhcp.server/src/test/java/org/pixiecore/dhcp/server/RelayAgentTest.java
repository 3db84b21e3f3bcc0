package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Machine;
import org.pixiecore.dhcp.server.ReceivingSocket.Heard;

/**
 * A machine in another subnet, behind a relay agent that we did not write: ISC's. It takes root,
 * who may make hosts of their own.
 */
@Timeout(60)
class RelayAgentTest {

  private static final String RELAY = "/usr/sbin/dhcrelay";

  private TestNetwork network;
  private ReceivingSocket machine;
  private DhcpServer server;

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(TestNetwork.isPossible(), "takes root on Linux");
    assumeTrue(Files.isExecutable(Path.of(RELAY)), "takes ISC's relay agent");
    network = new TestNetwork();
  }

  @AfterEach
  void disconnect() throws Exception {
    if (server != null) {
      server.close();
    }
    if (machine != null) {
      machine.close();
    }
    if (network != null) {
      network.remove();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "raw"})
  void aMachineBehindARelayIsAnsweredThroughIt(String socket) throws Exception {
    // -a: option 82 goes along; -D: a reply with another than that is dropped
    network.addMachineBehindRelay(
        RELAY, "-4", "-d", "--no-pid", "-a", "-D", "-id", "c9", "-iu", "c0", "10.71.0.2");
    AtomicReference<Machine> asked = new AtomicReference<>();
    server = RunningServer.on(network, Map.of("socket", socket, "interfaces", "s0"));
    RunningServer.watch(server, asked::set);
    machine = network.onMachine(() -> new ReceivingSocket(new LinuxSocket(68)));

    Heard answer =
        await()
            .until(
                () -> {
                  machine.discover(network.machineIndex("m0"), 77);
                  return machine.nextSoon();
                },
                Optional::isPresent)
            .orElseThrow();

    assertThat(answer.from()).isEqualTo(new InetSocketAddress("10.79.0.1", 67));
    assertThat(answer.packet().siaddr()).isEqualTo(Packets.address("10.71.0.2"));
    assertThat(answer.packet().giaddr()).isEqualTo(Packets.address("10.79.0.1"));
    assertThat(asked.get().network().relay())
        .hasValueSatisfying(
            relay -> {
              assertThat(relay.address()).isEqualTo(Packets.address("10.79.0.1"));
              // ISC's circuit is the interface's name
              assertThat(relay.circuitId()).contains("6339");
            });
  }
}
