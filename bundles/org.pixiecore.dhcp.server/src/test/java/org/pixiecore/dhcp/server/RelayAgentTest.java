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
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.server.ReceivingSocket.Heard;

/**
 * A machine in another subnet, behind a relay agent that we did not write: ISC's. It takes root,
 * who may make hosts of their own.
 */
@Timeout(60)
class RelayAgentTest {

  private static final String PROGRAM = "/usr/sbin/dhcrelay";

  /** With -a option 82 goes along; with -D a reply that has another than that is dropped. */
  private static final String[] RELAY = {
    PROGRAM, "-4", "-d", "--no-pid", "-a", "-D", "-id", "c9", "-iu", "c0", "10.71.0.2"
  };

  private TestNetwork network;
  private ReceivingSocket machine;
  private DhcpServer server;

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(TestNetwork.isPossible(), "takes root on Linux");
    assumeTrue(Files.isExecutable(Path.of(PROGRAM)), "takes ISC's relay agent");
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
    network.addMachineBehindRelay(RELAY);
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

  @ParameterizedTest
  @ValueSource(strings = {"native", "raw"})
  void theBootServerAnswersAMachineBehindARouter(String socket) throws Exception {
    network.addMachineBehindRelay(RELAY);
    network.addMachineAddress("10.79.0.50/24");
    server = RunningServer.on(network, Map.of("socket", socket));
    machine = network.onMachine(() -> new ReceivingSocket(new LinuxSocket(4011)));

    Heard answer =
        await()
            .until(
                () -> {
                  machine
                      .socket()
                      .send(
                          Packets.uefi(MessageType.REQUEST, "52:54:00:77:00:01"),
                          new Route(Packets.address("10.79.0.50"), Route.ROUTED),
                          new InetSocketAddress("10.71.0.2", 4011));
                  return machine.nextSoon();
                },
                Optional::isPresent)
            .orElseThrow();

    assertThat(answer.from()).isEqualTo(new InetSocketAddress("10.71.0.2", 4011));
    assertThat(answer.packet().siaddr()).isEqualTo(Packets.address("10.71.0.2"));
  }
}
