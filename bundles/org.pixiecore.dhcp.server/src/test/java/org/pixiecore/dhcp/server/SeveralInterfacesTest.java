package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Machine;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;

/**
 * The component on its real ports, on a host with several interfaces. It takes root, who may make
 * such hosts; without, the integration tests show the same.
 */
@Timeout(60)
class SeveralInterfacesTest {

  private static final InetSocketAddress EVERYBODY = new InetSocketAddress("255.255.255.255", 67);
  private static final BootProgram PROGRAM =
      new BootProgram("snponly.efi", Path.of("/snponly.efi"), Loader.IPXE);

  /** What the client heard. */
  private record Heard(int interfaceIndex, InetSocketAddress from, DhcpPacket packet) {}

  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private TestNetwork network;
  private DhcpServer server;
  private DhcpSocket client;

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(TestNetwork.isPossible(), "takes root on Linux");
    network = new TestNetwork();
    client = listen(68);
  }

  @AfterEach
  void disconnect() throws Exception {
    if (server != null) {
      server.close();
    }
    if (client != null) {
      client.close();
    }
    if (network != null) {
      network.remove();
    }
  }

  @Test
  void eachLinkIsAnsweredOnItselfFromItsOwnAddress() throws Exception {
    serve(Map.of());
    assertThat(askUntilHeard("c0").from()).isEqualTo(new InetSocketAddress("10.71.0.2", 67));
    for (int round = 0; round < 3; round++) {
      ask("c0", 1000 + round);
      assertHeard(1000 + round, "c0", "10.71.0.2");
      ask("c1", 2000 + round);
      assertHeard(2000 + round, "c1", "10.72.0.2");
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void aLinkThatIsNotChosenHearsNothing() throws Exception {
    serve(Map.of("interfaces", "s1"));
    askUntilHeard("c1");
    ask("c0", 1000);
    ask("c1", 1001);
    assertHeard(1001, "c1", "10.72.0.2");
  }

  @Test
  void aLinkWithoutAnAddressHearsNothingUntilItHasOne() throws Exception {
    serve(Map.of());
    askUntilHeard("c0");
    ask("c2", 1000);
    ask("c0", 1001);
    assertHeard(1001, "c0", "10.71.0.2");
    network.addServerAddress("10.73.0.2/24", "s2");
    assertThat(askUntilHeard("c2").packet().siaddr()).isEqualTo(Packets.address("10.73.0.2"));
  }

  @Test
  void aPortableSocketServesTheOneInterfaceThatIsChosen() throws Exception {
    serve(Map.of("socket", "portable", "interfaces", "s1"));
    assertThat(askUntilHeard("c1").from()).isEqualTo(new InetSocketAddress("10.72.0.2", 67));
    ask("c1", 1000);
    assertHeard(1000, "c1", "10.72.0.2");
  }

  @Test
  void aRelayIsAnsweredOnPort67() throws Exception {
    serve(Map.of());
    askUntilHeard("c0");
    try (DhcpSocket relay = listen(67)) {
      byte[] request = Packets.relayed(MessageType.DISCOVER, "52:54:00:77:00:01", "10.71.0.99");
      relay.send(
          request,
          new Route(Packets.address("10.71.0.99"), Route.ROUTED),
          new InetSocketAddress("10.71.0.2", 67));
      Heard answer = heard.poll(10, TimeUnit.SECONDS);
      assertThat(answer.from()).isEqualTo(new InetSocketAddress("10.71.0.2", 67));
      assertThat(answer.packet().giaddr()).isEqualTo(Packets.address("10.71.0.99"));
    }
  }

  @Test
  void theBootServerAnswersFromPort4011() throws Exception {
    serve(Map.of());
    askUntilHeard("c0");
    try (DhcpSocket firmware = listen(4011)) {
      firmware.send(
          Packets.uefi(MessageType.REQUEST, "52:54:00:77:00:01"),
          new Route(Packets.address("10.71.0.99"), Route.ROUTED),
          new InetSocketAddress("10.71.0.2", 4011));
      Heard answer = heard.poll(10, TimeUnit.SECONDS);
      assertThat(answer.from()).isEqualTo(new InetSocketAddress("10.71.0.2", 4011));
      assertThat(answer.packet().messageType()).contains(MessageType.ACK);
    }
  }

  private void serve(Map<String, Object> properties) throws Exception {
    server =
        network.onServer(
            () -> {
              DhcpServer made = new DhcpServer(new HashMap<>(properties));
              made.bootService =
                  (machine, patience) ->
                      CompletableFuture.completedFuture(
                          new BootDecision.Boot(new BootSpec.IpxeScript("#!ipxe"), "static-lab"));
              made.bootPrograms =
                  new BootPrograms() {
                    @Override
                    public Loader loaderFor(Machine machine) {
                      return Loader.IPXE;
                    }

                    @Override
                    public Optional<BootProgram> programFor(Machine machine) {
                      return Optional.of(PROGRAM);
                    }

                    @Override
                    public Optional<BootProgram> named(String name) {
                      return Optional.of(PROGRAM);
                    }
                  };
              made.open();
              return made;
            });
  }

  private void ask(String nic, int xid) throws Exception {
    byte[] request = Packets.uefi(MessageType.DISCOVER, "52:54:00:77:00:01");
    ByteBuffer.wrap(request).putInt(4, xid);
    client.send(request, new Route(DhcpPacket.NO_ADDRESS, network.clientIndex(nic)), EVERYBODY);
  }

  private void assertHeard(int xid, String nic, String server) throws Exception {
    Heard answer = heard.poll(10, TimeUnit.SECONDS);
    assertThat(answer.packet().xid()).isEqualTo(xid);
    assertThat(answer.interfaceIndex()).isEqualTo(network.clientIndex(nic));
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
                  return heard.poll(200, TimeUnit.MILLISECONDS);
                },
                answer -> answer != null);
    ask(nic, last);
    while (heard.poll(10, TimeUnit.SECONDS).packet().xid() != last) {
      // an answer to an earlier attempt
    }
    return first;
  }

  private DhcpSocket listen(int port) throws Exception {
    DhcpSocket socket = network.onClient(() -> new LinuxSocket(port));
    Thread receiver =
        new Thread(
            () -> {
              try {
                Optional<Arrival> arrival = socket.receive();
                while (arrival.isPresent()) {
                  byte[] octets = new byte[arrival.get().payload().remaining()];
                  arrival.get().payload().get(octets);
                  DhcpPacket packet = Packets.read(octets);
                  if (packet.op() == DhcpPacket.Op.BOOTREPLY) {
                    heard.add(
                        new Heard(arrival.get().interfaceIndex(), arrival.get().source(), packet));
                  }
                  arrival = socket.receive();
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            },
            "client-" + port);
    receiver.setDaemon(true);
    receiver.start();
    return socket;
  }
}
