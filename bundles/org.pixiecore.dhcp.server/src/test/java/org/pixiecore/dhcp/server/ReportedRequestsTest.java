package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.DhcpMessage;
import org.pixiecore.api.event.BootEvent.FormChanged;
import org.pixiecore.api.event.BootEvent.Heard;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.api.event.BootEvent.OtherAnswer;
import org.pixiecore.api.event.BootEvent.Told;
import org.pixiecore.api.event.BootEvent.Unanswered;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.testing.FakeClock;
import org.pixiecore.api.testing.RecordedLog;
import org.pixiecore.dhcp.AddressServer;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.Destination;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.PxePort;

/** What is told of requests and their answers. */
class ReportedRequestsTest {

  private static final String MAC = "52:54:00:77:00:01";
  private static final Client MACHINE = Client.of(MacAddress.parse(MAC));
  private static final Client AT_ITS_ADDRESS =
      Client.of(MacAddress.parse(MAC), Packets.address("10.0.0.99"));
  private static final InetAddress SERVER = Packets.address("10.0.0.5");
  private static final List<LocalInterface> INTERFACES =
      List.of(
          LocalInterfacesTest.nic(2, "eth0", "10.0.0.5/24"), LocalInterfacesTest.nic(4, "eth2"));

  private final FakeClock clock = new FakeClock();
  private final FakeSocket socket = new FakeSocket();
  private final FakeNextStage nextStage = new FakeNextStage();
  private final List<BootEvent> events = new ArrayList<>();
  private final BootReport report = new BootReport(events::add);
  private DhcpSettings settings = settings(Map.of());
  private final BootLog log = new BootLog(new RecordedLog(), clock);
  private final LocalInterfaces interfaces = new LocalInterfaces(() -> INTERFACES, clock);
  private final Manners manners = new Manners(() -> settings, clock, report, log);
  private AddressServer addressServer;
  private final Addresses addresses =
      new Addresses(() -> addressServer, () -> settings, interfaces, report, log);
  private final Responder proxy = responder(PxePort.PROXY_DHCP);
  private final Responder bootServer = responder(PxePort.BOOT_SERVER);

  private Responder responder(PxePort role) {
    return new Responder(
        role, () -> settings, interfaces, nextStage, manners, addresses, report, log);
  }

  private static DhcpSettings settings(Map<String, String> properties) {
    return DhcpSettings.parse(new Configuration(properties));
  }

  @Test
  void aDiscoverIsHeardAndThenItIsToldWhatToLoad() {
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);

    assertThat(events).hasSize(2);
    Heard heard = (Heard) events.get(0);
    assertThat(heard.client()).isEqualTo(MACHINE);
    assertThat(heard.message()).isEqualTo(DhcpMessage.DISCOVER);
    assertThat(heard.port()).isEqualTo(67);
    assertThat(heard.interfaceName()).isEqualTo("eth0");
    assertThat(heard.secs()).isEqualTo(4);
    assertThat(heard.server()).isEmpty();
    Machine machine = heard.machine().orElseThrow();
    assertThat(machine.architecture()).isEqualTo(Architecture.EFI_X86_64);
    assertThat(machine.network().interfaceName()).contains("eth0");
    assertThat(events.get(1))
        .usingRecursiveComparison()
        .ignoringFields("at")
        .isEqualTo(new Told(Instant.EPOCH, MACHINE, 67, "snponly.efi", Next.BOOT_PROGRAM, SERVER));
  }

  @Test
  void theBootServerIsAskedFromTheMachinesAddress() {
    bootServer.received(fromItsAddress(Packets.uefi(MessageType.REQUEST, MAC)), socket);

    Heard heard = (Heard) events.get(0);
    assertThat(heard.client()).isEqualTo(AT_ITS_ADDRESS);
    assertThat(heard.message()).isEqualTo(DhcpMessage.REQUEST);
    assertThat(heard.port()).isEqualTo(4011);
    assertThat(heard.machine()).isPresent();
    assertThat(((Told) events.get(1)).client()).isEqualTo(AT_ITS_ADDRESS);
    assertThat(((Told) events.get(1)).port()).isEqualTo(4011);
  }

  @Test
  void ipxeIsToldItsScript() {
    proxy.received(broadcast(2, Packets.ipxe(MessageType.DISCOVER, MAC)), socket);

    Told told = (Told) events.get(1);
    assertThat(told.next()).isEqualTo(Next.SCRIPT);
    assertThat(told.what()).isEqualTo("http://10.0.0.5:8181/" + MAC);
  }

  @Test
  void whoBootsByHttpIsToldTheUrlOfAProgram() {
    proxy.received(broadcast(2, Packets.http(MAC)), socket);

    Told told = (Told) events.get(1);
    assertThat(told.next()).isEqualTo(Next.BOOT_PROGRAM);
    assertThat(told.what()).isEqualTo("http://10.0.0.5/snponly.efi");
  }

  @ParameterizedTest
  @CsvSource({
    "direct, '',                            BOOT_PROGRAM, snponly.efi",
    "plain,  '',                            BOOT_PROGRAM, snponly.efi",
    "binl,   '',                            BOOT_SERVER,  snponly.efi",
    "menu,   '',                            BOOT_SERVER,  snponly.efi",
    "auto,   'Network=auto, Disk=local',    MENU,         'Network, Disk'",
  })
  void whoIsToAskTheBootServerFirst(String form, String items, Next next, String what) {
    settings = settings(Map.of("answerForm", form, "menuItems", items));
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);

    Told told = (Told) events.get(1);
    assertThat(told.next()).isEqualTo(next);
    assertThat(told.what()).isEqualTo(what);
  }

  @Test
  void whoTakesAnAddressFromAnyServerIsHeard() {
    proxy.received(broadcast(2, Packets.takes("10.0.0.99", "10.0.0.1", MAC)), socket);

    assertThat(events)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
        .containsExactly(
            new Heard(
                Instant.EPOCH,
                AT_ITS_ADDRESS,
                DhcpMessage.REQUEST,
                67,
                "eth0",
                Optional.empty(),
                4,
                Optional.of(Packets.address("10.0.0.1"))));
  }

  @Test
  void whoOnlyLooksForAnAddressIsNot() {
    proxy.received(broadcast(2, Packets.notPxe(MAC)), socket);
    byte[] reply = Packets.takes("10.0.0.99", "10.0.0.1", MAC);
    reply[0] = 2;
    proxy.received(broadcast(2, reply), socket);

    assertThat(events).isEmpty();
  }

  @Test
  void whoAsksOnAnInterfaceThatIsNotServedIsNotHeard() {
    settings = settings(Map.of("interfaces", "eth7"));
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    proxy.received(broadcast(2, Packets.takes("10.0.0.99", "10.0.0.1", MAC)), socket);

    assertThat(events).isEmpty();
  }

  @Test
  void anAddressOfOurOwn() {
    byte[] ack = Packets.answer(MessageType.ACK, "10.0.0.99", "10.0.0.5", "");
    addressServer =
        (request, source, link) ->
            CompletableFuture.completedFuture(
                new Answer.Reply(Packets.read(ack), new Destination.Broadcast()));
    proxy.received(broadcast(2, Packets.takes("10.0.0.99", "10.0.0.5", MAC)), socket);

    assertThat(events).hasSize(2);
    OtherAnswer given = (OtherAnswer) events.get(1);
    assertThat(given.server()).isEqualTo(SERVER);
    assertThat(given.client().address()).contains(Packets.address("10.0.0.99"));
    assertThat(given.acknowledges()).isTrue();
    assertThat(given.address()).isTrue();
    assertThat(given.boots()).isFalse();
  }

  @Test
  void aMachineThatNoBooterIsForIsNotToldOfTwice() {
    nextStage.decision =
        machine -> CompletableFuture.completedFuture(new BootDecision.NotOurs("not mine"));
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    nextStage.decision =
        machine -> CompletableFuture.completedFuture(new BootDecision.Undecided("slow"));
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);

    assertThat(events).hasSize(2).allMatch(Heard.class::isInstance);
  }

  @Test
  void whatIsMissing() {
    nextStage.target =
        server -> new NextStage.Target.Missing(Obstacle.NO_BOOT_PROGRAM, "install ipxe");
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);

    assertUnanswered(Obstacle.NO_BOOT_PROGRAM, "install ipxe");
  }

  @Test
  void anAnswerThatIsNotSent() {
    socket.failSending("Network is unreachable");
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);

    assertUnanswered(Obstacle.NOT_SENT, "Network is unreachable");
  }

  @Test
  void anInterfaceWithoutAnAddress() {
    proxy.received(broadcast(4, Packets.uefi(MessageType.DISCOVER, MAC)), socket);

    assertThat(((Heard) events.get(0)).interfaceName()).isEqualTo("eth2");
    assertUnanswered(Obstacle.OTHER, "ip address add ADDRESS/LENGTH dev eth2");
  }

  @Test
  void firmwareWhosePacketIsAgainstTheRules() {
    proxy.received(broadcast(2, Packets.withoutUuid(MAC)), socket);
    assertUnanswered(Obstacle.OTHER, "option 97 is 17 octets");

    events.clear();
    settings = settings(Map.of("interfaces", "eth7"));
    proxy.received(broadcast(2, Packets.withoutUuid(MAC)), socket);
    assertThat(events).isEmpty();
  }

  @Test
  void tooManyMachinesAtOnce() {
    nextStage.decision = machine -> new CompletableFuture<>();
    for (int i = 0; i <= Responder.MOST_PENDING; i++) {
      proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    }

    assertThat(events).filteredOn(Unanswered.class::isInstance).hasSize(1);
    assertUnanswered(Obstacle.OVERLOAD, "machines wait for the booters");
  }

  @Test
  void firmwareThatIsAnsweredInAnotherForm() {
    for (int secs : new int[] {0, 4, 12}) {
      proxy.received(broadcast(2, Packets.uefiAfter(secs, MAC)), socket);
      clock.pass(Duration.ofSeconds(secs == 0 ? 4 : 8));
    }

    assertThat(events)
        .filteredOn(FormChanged.class::isInstance)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
        .containsExactly(new FormChanged(Instant.EPOCH, MACHINE, "direct", "binl"));
  }

  private void assertUnanswered(Obstacle obstacle, String reason) {
    Unanswered told = (Unanswered) events.get(events.size() - 1);
    assertThat(told.client()).isEqualTo(MACHINE);
    assertThat(told.obstacle()).isEqualTo(obstacle);
    assertThat(told.reason()).contains(reason);
  }

  private static Arrival broadcast(int index, byte[] payload) {
    return arrival(index, "255.255.255.255", new InetSocketAddress("0.0.0.0", 68), payload);
  }

  private static Arrival fromItsAddress(byte[] payload) {
    return arrival(2, "10.0.0.5", new InetSocketAddress("10.0.0.99", 4011), payload);
  }

  private static Arrival arrival(
      int index, String destination, InetSocketAddress source, byte[] payload) {
    return new Arrival(
        ByteBuffer.wrap(payload), false, source, Packets.address(destination), index);
  }
}
