package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Loader;
import org.pixiecore.api.Network;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.api.testing.FakeClock;
import org.pixiecore.api.testing.RecordedLog;
import org.pixiecore.dhcp.AddressServer;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.Destination;
import org.pixiecore.dhcp.DhcpOptions;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;
import org.pixiecore.dhcp.PxePort;
import org.slf4j.event.Level;

/** From a packet to its answer, with a wire, interfaces and booters that the test holds. */
class ResponderTest {

  private static final String MAC = "52:54:00:77:00:01";
  private static final InetSocketAddress FIRMWARE = new InetSocketAddress("10.0.0.99", 4011);
  private static final Inet4Address LEASED = Packets.address("10.0.0.99");
  private static final InetSocketAddress EVERYBODY = new InetSocketAddress("255.255.255.255", 68);
  private static final List<LocalInterface> INTERFACES =
      List.of(
          LocalInterfacesTest.nic(2, "eth0", "10.0.0.5/24"),
          LocalInterfacesTest.nic(3, "eth1", "10.9.0.5/16"),
          LocalInterfacesTest.nic(4, "eth2"));

  private final FakeClock clock = new FakeClock();
  private final RecordedLog lines = new RecordedLog();
  private final FakeSocket socket = new FakeSocket();
  private final FakeNextStage nextStage = new FakeNextStage();
  private DhcpSettings settings = settings(Map.of());
  private final BootLog log = new BootLog(lines, clock);
  private final LocalInterfaces interfaces = new LocalInterfaces(() -> INTERFACES, clock);
  private final BootReport report = new BootReport(event -> {});
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

  @ParameterizedTest
  @CsvSource({"2, eth0, 10.0.0.5", "3, eth1, 10.9.0.5"})
  void anOfferLeavesOnTheInterfaceOfTheRequestFromThatInterfacesAddress(
      int index, String nic, String address) {
    proxy.received(broadcast(index, Packets.uefi(MessageType.DISCOVER, MAC)), socket);

    FakeSocket.Sent offer = onlySent();
    assertThat(offer.route()).isEqualTo(new Route(Packets.address(address), index));
    assertThat(offer.destination()).isEqualTo(EVERYBODY);
    assertThat(offer.packet().messageType()).contains(MessageType.OFFER);
    assertThat(offer.packet().siaddr()).isEqualTo(Packets.address(address));
    assertThat(offer.packet().file()).isEqualTo("52-54-00-77-00-01/snponly.efi");
    assertThat(lines.at(Level.INFO))
        .containsExactly(
            "INFO %s (UEFI x86-64) on %s: offered snponly.efi from %s (booter static-lab)"
                .formatted(MAC, nic, address));
  }

  @Test
  void ipxeIsOfferedItsScriptByTheAddressThatItCanReach() {
    proxy.received(broadcast(3, Packets.ipxe(MessageType.DISCOVER, MAC)), socket);
    assertThat(onlySent().packet().file()).isEqualTo("http://10.9.0.5:8181/" + MAC);
    assertThat(lines.at(Level.INFO))
        .containsExactly(
            "INFO %s (UEFI x86-64, iPXE) on eth1: offered http://10.9.0.5:8181/%s from 10.9.0.5"
                    .formatted(MAC, MAC)
                + " (booter static-lab)");
  }

  @Test
  void theBootServerAnswersTheAddressAndPortThatAsked() {
    InetSocketAddress source = new InetSocketAddress("10.0.0.99", 4011);
    bootServer.received(
        arrival(2, "10.0.0.5", source, Packets.uefi(MessageType.REQUEST, MAC)), socket);
    assertThat(onlySent().destination()).isEqualTo(source);
    assertThat(onlySent().packet().messageType()).contains(MessageType.ACK);
  }

  @Test
  void aRelayIsAnsweredOnPort67TheWayThatTheRoutingTableSays() {
    InetSocketAddress relay = new InetSocketAddress("172.16.0.1", 67);
    proxy.received(
        arrival(2, "10.0.0.5", relay, Packets.relayed(MessageType.DISCOVER, MAC, "172.16.0.1")),
        socket);
    assertThat(onlySent().destination()).isEqualTo(relay);
    assertThat(onlySent().route()).isEqualTo(new Route(Packets.address("10.0.0.5"), Route.ROUTED));
  }

  @Test
  void aClientThatDoesNotBootFromTheNetworkIsNotEvenAskedAbout() {
    proxy.received(broadcast(2, Packets.notPxe(MAC)), socket);
    assertThat(socket.sent()).isEmpty();
    assertThat(nextStage.asked).isEmpty();
    assertThat(lines.at(Level.DEBUG)).singleElement().asString().contains("option 60");
  }

  @Test
  void aMachineThatNoBooterWantsGetsNoOffer() {
    nextStage.decision =
        machine ->
            CompletableFuture.completedFuture(new BootDecision.NotOurs("no booter is for it"));
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(socket.sent()).isEmpty();
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(lines.at(Level.INFO))
        .containsExactly("INFO " + MAC + " (UEFI x86-64) on eth0: left alone: no booter is for it");
  }

  @Test
  void theBootersLearnWhereTheMachineAsksFrom() {
    proxy.received(broadcast(3, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(askedFrom())
        .isEqualTo(
            new Network(
                Optional.of("eth1"), Optional.of(Packets.address("10.9.0.5")), Optional.empty()));
  }

  @Test
  void theBootersLearnThroughWhichRelayTheMachineAsks() {
    InetSocketAddress relay = new InetSocketAddress("172.16.0.1", 67);
    proxy.received(
        arrival(2, "10.0.0.5", relay, Packets.relayed(MessageType.DISCOVER, MAC, "172.16.0.1")),
        socket);
    assertThat(askedFrom().subnetAddress()).contains(Packets.address("172.16.0.1"));
    assertThat(askedFrom().server()).contains(Packets.address("10.0.0.5"));
  }

  @Test
  void aMachineThatBootsFromItsLocalDiskLoadsIpxeWhichLetsItGoOnAtOnce() {
    nextStage.decision =
        machine ->
            CompletableFuture.completedFuture(
                new BootDecision.Boot(new BootSpec.LocalDisk(), "static-lab"));
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(onlySent().packet().file()).endsWith("/snponly.efi");
  }

  private Network askedFrom() {
    assertThat(nextStage.asked).hasSize(1);
    return nextStage.asked.keySet().iterator().next().network();
  }

  @Test
  void aMachineOfWhichNothingIsKnownYetIsLeftToAskAgain() {
    nextStage.decision =
        machine -> CompletableFuture.completedFuture(new BootDecision.Undecided("slow LDAP"));
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(socket.sent()).isEmpty();
    assertThat(lines.at(Level.INFO)).singleElement().asString().contains("slow LDAP");

    nextStage.decision = machine -> CompletableFuture.completedFuture(FakeNextStage.BOOT);
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(socket.sent()).hasSize(1);
  }

  @Test
  void otherMachinesAreAnsweredWhileOneWaitsForItsDecision() {
    CompletableFuture<BootDecision> slow = new CompletableFuture<>();
    nextStage.decision = machine -> slow;
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    nextStage.decision = machine -> CompletableFuture.completedFuture(FakeNextStage.BOOT);
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, "52:54:00:77:00:02")), socket);
    assertThat(onlySent().packet().chaddr().toString()).startsWith("52:54:00:77:00:02");

    slow.complete(FakeNextStage.BOOT);
    assertThat(socket.sent()).hasSize(2);
  }

  @Test
  void theBootersHaveAsLongAsTheSettingsOfTheMomentSay() {
    settings = settings(Map.of("patience", "123"));
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(nextStage.asked.values()).containsExactly(Duration.ofMillis(123));
  }

  @Test
  void anotherChoiceOfInterfacesHoldsForTheNextPacket() {
    settings = settings(Map.of("interfaces", "eth1"));
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(socket.sent()).isEmpty();
    settings = settings(Map.of("interfaces", "eth0"));
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(socket.sent()).hasSize(1);
  }

  @Test
  void anInterfaceWithoutAnAddressIsNamedOnceAMinuteWithTheMachineAndWhatToDo() {
    for (int seconds = 0; seconds < 61; seconds++) {
      proxy.received(broadcast(4, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
      clock.pass(Duration.ofSeconds(1));
    }
    assertThat(socket.sent()).isEmpty();
    assertThat(lines.at(Level.WARN))
        .hasSize(2)
        .allMatch(
            line -> line.contains(MAC) && line.contains("ip address add ADDRESS/LENGTH dev eth2"));
  }

  @Test
  void noMoreThanSoManyRequestsWaitAndTheirPlacesAreFreedAgain() {
    List<CompletableFuture<BootDecision>> waiting = new ArrayList<>();
    nextStage.decision =
        machine -> {
          CompletableFuture<BootDecision> decision = new CompletableFuture<>();
          waiting.add(decision);
          return decision;
        };
    for (int i = 0; i < Responder.MOST_PENDING + 10; i++) {
      proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    }
    assertThat(waiting).hasSize(Responder.MOST_PENDING);
    assertThat(lines.at(Level.WARN)).hasSize(1);

    waiting.forEach(decision -> decision.complete(FakeNextStage.BOOT));
    assertThat(socket.sent()).hasSize(Responder.MOST_PENDING);
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(waiting).hasSize(Responder.MOST_PENDING + 1);
  }

  @Test
  void aFailureAfterTheDecisionIsLoggedAndFreesItsPlace() {
    nextStage.target =
        server -> {
          throw new IllegalStateException("bundle is gone");
        };
    for (int i = 0; i <= Responder.MOST_PENDING; i++) {
      proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    }
    assertThat(lines.at(Level.ERROR)).isNotEmpty();
    nextStage.target = null;
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(socket.sent()).hasSize(1);
  }

  @Test
  void whatIsMissingIsSaid() {
    nextStage.target =
        server -> new NextStage.Target.Missing(Obstacle.NO_BOOT_PROGRAM, "install ipxe");
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(lines.at(Level.WARN))
        .containsExactly("WARN " + MAC + " (UEFI x86-64) on eth0: not answered: install ipxe");
  }

  @Test
  void anAnswerThatCannotBeSentIsNotCalledAnOffer() {
    socket.failSending("Network is unreachable");
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(lines.at(Level.INFO)).isEmpty();
    assertThat(lines.at(Level.WARN))
        .singleElement()
        .asString()
        .contains(MAC, "eth0", "Network is unreachable");
  }

  @Test
  void malformedPacketsAreRefusedWithALineAndTheNextOneIsAnswered() {
    byte[] good = Packets.uefi(MessageType.DISCOVER, MAC);
    for (int length = 0; length < 240; length++) {
      proxy.received(broadcast(2, Arrays.copyOf(good, length)), socket);
    }
    assertThat(lines.at(Level.WARN)).isNotEmpty().allMatch(line -> line.contains("malformed"));
    proxy.received(broadcast(2, good), socket);
    assertThat(socket.sent()).hasSize(1);
  }

  @Test
  void aTruncatedPacketIsNotReadAtAll() {
    byte[] good = Packets.uefi(MessageType.DISCOVER, MAC);
    Arrival arrival = broadcast(2, good);
    proxy.received(
        new Arrival(arrival.payload(), true, arrival.source(), arrival.destination(), 2), socket);
    assertThat(socket.sent()).isEmpty();
    assertThat(lines.at(Level.WARN)).singleElement().asString().contains("longer than 2048");
  }

  @Test
  void firmwareThatAsksAgainAndAgainIsOfferedTheNextFormAndWhatItTakesIsRemembered() {
    for (int secs : new int[] {0, 4, 12}) {
      proxy.received(broadcast(2, Packets.uefiAfter(secs, MAC)), socket);
      clock.pass(Duration.ofSeconds(secs == 0 ? 4 : 8));
    }
    assertThat(option43()).containsExactly("06:01:08:ff", "06:01:08:ff", "");
    assertThat(lines.at(Level.INFO))
        .anyMatch(line -> line.contains("offered snponly.efi (form binl) from 10.0.0.5"));
    assertThat(lines.at(Level.INFO))
        .anyMatch(
            line ->
                line.contains("on eth0: asks again and again")
                    && line.contains("an answer of form direct; form binl is tried now"));

    InetSocketAddress source = new InetSocketAddress("10.0.0.99", 4011);
    bootServer.received(
        arrival(2, "10.0.0.5", source, Packets.uefi(MessageType.REQUEST, MAC)), socket);
    assertThat(lines.at(Level.INFO)).anyMatch(line -> line.contains("takes answers of form binl"));
    clock.pass(Duration.ofHours(1));
    proxy.received(broadcast(2, Packets.uefiAfter(0, MAC)), socket);
    assertThat(option43()).endsWith("", "", "");

    // one machine decides nothing for others of its vendor
    proxy.received(broadcast(2, Packets.uefiAfter(0, "52:54:00:77:00:02")), socket);
    assertThat(option43()).endsWith("06:01:08:ff");
  }

  @Test
  void anotherWayToBootOfTheSameFirmwareDoesNotShowThatTheFormIsTaken() {
    for (int secs : new int[] {0, 4, 12}) {
      proxy.received(broadcast(2, Packets.uefiAfter(secs, MAC)), socket);
      clock.pass(Duration.ofSeconds(secs == 0 ? 4 : 8));
    }
    proxy.received(broadcast(2, Packets.http(MAC)), socket);
    assertThat(lines.at(Level.INFO)).noneMatch(line -> line.contains("takes answers"));
  }

  @Test
  void ipxeThatWasLoadedShowsThatTheFormIsTaken() {
    for (int boots = 0; boots < 5; boots++) {
      proxy.received(broadcast(2, Packets.uefiAfter(0, MAC)), socket);
      clock.pass(Duration.ofSeconds(20));
      proxy.received(broadcast(2, Packets.ipxe(MessageType.DISCOVER, MAC)), socket);
      clock.pass(Duration.ofSeconds(20));
    }
    assertThat(option43()).containsOnly("06:01:08:ff", "");
    assertThat(lines.at(Level.INFO)).noneMatch(line -> line.contains("again"));
  }

  @ParameterizedTest
  @CsvSource({
    "direct, , 06:01:08:ff",
    "binl, , ''",
    "plain, , ''",
    "auto, 52:54:00:77=binl, ''",
    "binl, '52:54:00=plain, 52:54:00:77:00:01=direct', 06:01:08:ff", // the longest decides
    "direct, 52:54:01=binl, 06:01:08:ff",
  })
  void aFormThatAPersonSetIsNeverLeft(String all, String some, String option43) {
    settings = settings(Map.of("answerForm", all, "answerForms", some == null ? "" : some));
    for (int secs : new int[] {0, 4, 12, 28}) {
      proxy.received(broadcast(2, Packets.uefiAfter(secs, MAC)), socket);
      clock.pass(Duration.ofSeconds(10));
    }
    assertThat(option43()).hasSize(4).containsOnly(option43);
  }

  @Test
  void anItemOfTheMenuLoadsWhatAPersonSetAndIpxeIsThenForIpxe() {
    settings =
        settings(
            Map.of(
                "menuItems",
                "Boot from the network=auto, iPXE=ipxe, Memory test=memtest.efi, Local disk=local"));
    proxy.received(broadcast(2, Packets.uefiAfter(0, MAC)), socket);
    assertThat(option43().get(0)).startsWith("06:01:03:08:15:80:00:01:0a:00:00:05:80:01");
    for (int type : new int[] {0x8000, 0x8001, 0x8002}) {
      bootServer.received(arrival(2, "10.0.0.5", FIRMWARE, Packets.item(type, MAC)), socket);
    }
    assertThat(nextStage.choices)
        .containsExactly(
            LoadChoice.AUTO,
            LoadChoice.AUTO,
            new LoadChoice.Through(Loader.IPXE),
            new LoadChoice.Named("memtest.efi"));
    assertThat(option43()).endsWith("47:04:80:02:00:00:ff");

    nextStage.choices.clear();
    proxy.received(broadcast(2, Packets.ipxe(MessageType.DISCOVER, MAC)), socket);
    proxy.received(broadcast(2, Packets.uefiAfter(0, MAC)), socket);
    proxy.received(broadcast(2, Packets.ipxe(MessageType.DISCOVER, MAC)), socket);
    assertThat(nextStage.choices)
        .containsExactly(new LoadChoice.Named("memtest.efi"), LoadChoice.AUTO, LoadChoice.AUTO);
  }

  @Test
  void anItemThatIsNotInTheMenuIsSaidAndGetsTheDefault() {
    settings = settings(Map.of("menuItems", "Network=auto, Local disk=local"));
    bootServer.received(arrival(2, "10.0.0.5", FIRMWARE, Packets.item(0x8001, MAC)), socket);
    bootServer.received(arrival(2, "10.0.0.5", FIRMWARE, Packets.item(7, MAC)), socket);
    assertThat(nextStage.choices).containsExactly(LoadChoice.AUTO, LoadChoice.AUTO);
    assertThat(socket.sent()).hasSize(2);
    assertThat(lines.at(Level.INFO))
        .anyMatch(line -> line.contains("boot server type 32769, that is none of menuItems"))
        .anyMatch(line -> line.contains("boot server type 7, that is none of menuItems"));
  }

  @Test
  void withoutAMenuAnItemIsNoMatter() {
    bootServer.received(arrival(2, "10.0.0.5", FIRMWARE, Packets.item(0x8000, MAC)), socket);
    assertThat(nextStage.choices).containsExactly(LoadChoice.AUTO);
    assertThat(lines.at(Level.INFO)).hasSize(1);
  }

  private List<String> option43() {
    return socket.sent().stream()
        .map(sent -> sent.packet().options().get(OptionCode.VENDOR_SPECIFIC))
        .map(value -> value.map(Octets::toString).orElse(""))
        .toList();
  }

  @Test
  void uefiHttpBootIsOfferedAUrl() {
    proxy.received(broadcast(2, Packets.http(MAC)), socket);
    assertThat(onlySent().packet().file()).isEqualTo("http://10.0.0.5/snponly.efi");
    assertThat(lines.at(Level.INFO))
        .singleElement()
        .asString()
        .contains("offered http://10.0.0.5/snponly.efi from 10.0.0.5");
  }

  @ParameterizedTest
  @CsvSource({"true, 2, 10.0.0.5, 24", "false, 3, 10.9.0.5, 16"})
  void everyRequestOnPort67GoesToTheAddressServerToo(
      boolean boots, int index, String address, int prefixLength) {
    List<AddressServer.Link> links = new ArrayList<>();
    addressServer =
        (request, source, link) -> {
          links.add(link);
          assertThat(source).isEqualTo(new InetSocketAddress("0.0.0.0", 68));
          return CompletableFuture.completedFuture(leased(request));
        };
    byte[] packet = boots ? Packets.uefi(MessageType.DISCOVER, MAC) : Packets.notPxe(MAC);
    proxy.received(broadcast(index, packet), socket);
    assertThat(links)
        .containsExactly(
            new AddressServer.Link("eth" + (index - 2), Packets.address(address), prefixLength));
    assertThat(socket.sent()).hasSize(boots ? 2 : 1);
    FakeSocket.Sent lease = socket.sent().get(0);
    assertThat(lease.packet().yiaddr()).isEqualTo(LEASED);
    assertThat(lease.destination()).isEqualTo(EVERYBODY);
    assertThat(lease.route()).isEqualTo(new Route(Packets.address(address), index));
  }

  @Test
  void theAddressServerHearsNothingOfOtherInterfacesRepliesAndPort4011() {
    addressServer =
        (request, source, link) -> {
          throw new AssertionError("asked");
        };
    settings = settings(Map.of("interfaces", "eth1"));
    proxy.received(broadcast(2, Packets.notPxe(MAC)), socket);
    proxy.received(broadcast(4, Packets.notPxe(MAC)), socket);
    byte[] reply = Packets.notPxe(MAC);
    reply[0] = 2;
    proxy.received(broadcast(3, reply), socket);
    byte[] infiniband = Packets.notPxe(MAC);
    infiniband[1] = 32;
    proxy.received(broadcast(3, infiniband), socket);
    bootServer.received(broadcast(3, Packets.uefi(MessageType.REQUEST, MAC)), socket);
    assertThat(lines.at(Level.ERROR)).isEmpty();
  }

  @Test
  void whatTheAddressServerDoesNotAnswerIsIgnoredAndWhatItFailsInIsLogged() {
    addressServer =
        (request, source, link) -> CompletableFuture.completedFuture(new Answer.Ignore("no lease"));
    proxy.received(broadcast(2, Packets.notPxe(MAC)), socket);
    assertThat(lines.at(Level.DEBUG)).anyMatch(line -> line.contains("no lease"));

    addressServer =
        (request, source, link) -> {
          throw new IllegalStateException("stopped");
        };
    proxy.received(broadcast(2, Packets.uefi(MessageType.DISCOVER, MAC)), socket);
    assertThat(lines.at(Level.ERROR)).hasSize(1);
    assertThat(onlySent().packet().file()).endsWith("/snponly.efi");
  }

  @Test
  void anAddressThatCannotBeSentIsSaid() {
    addressServer = (request, source, link) -> CompletableFuture.completedFuture(leased(request));
    socket.failSending("Network is unreachable");
    proxy.received(broadcast(2, Packets.notPxe(MAC)), socket);
    assertThat(lines.at(Level.WARN)).singleElement().asString().contains("Network is unreachable");
  }

  @Test
  void noMoreThanSoManyRequestsWaitForAddresses() {
    List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    addressServer =
        (request, source, link) -> {
          CompletableFuture<Answer> answer = new CompletableFuture<>();
          waiting.add(answer);
          return answer;
        };
    for (int i = 0; i < Addresses.MOST_PENDING + 10; i++) {
      proxy.received(broadcast(2, Packets.notPxe(MAC)), socket);
    }
    assertThat(waiting).hasSize(Addresses.MOST_PENDING);
    assertThat(lines.at(Level.WARN)).hasSize(1);
    waiting.forEach(answer -> answer.complete(new Answer.Ignore("no lease")));
    proxy.received(broadcast(2, Packets.notPxe(MAC)), socket);
    assertThat(waiting).hasSize(Addresses.MOST_PENDING + 1);
  }

  private static Answer leased(DhcpPacket request) {
    DhcpPacket offer =
        new DhcpPacket(
            DhcpPacket.Op.BOOTREPLY,
            request.htype(),
            request.hlen(),
            0,
            request.xid(),
            0,
            request.flags(),
            request.ciaddr(),
            LEASED,
            request.siaddr(),
            request.giaddr(),
            request.chaddr(),
            "",
            "",
            DhcpOptions.NONE);
    return new Answer.Reply(offer, new Destination.Broadcast());
  }

  private FakeSocket.Sent onlySent() {
    assertThat(socket.sent()).hasSize(1);
    DhcpPacket packet = socket.sent().get(0).packet();
    assertThat(packet.yiaddr()).isEqualTo(DhcpPacket.NO_ADDRESS);
    assertThat(packet.options().contains(OptionCode.SERVER_IDENTIFIER)).isTrue();
    return socket.sent().get(0);
  }

  private static Arrival broadcast(int index, byte[] payload) {
    return arrival(index, "255.255.255.255", new InetSocketAddress("0.0.0.0", 68), payload);
  }

  private static Arrival arrival(
      int index, String destination, InetSocketAddress source, byte[] payload) {
    return new Arrival(
        ByteBuffer.wrap(payload), false, source, Packets.address(destination), index);
  }
}
