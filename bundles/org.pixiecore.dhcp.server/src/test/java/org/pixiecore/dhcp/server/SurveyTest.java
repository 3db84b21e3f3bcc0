package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.dhcp.server.LocalInterfacesTest.nic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.status.ServedNetwork;
import org.pixiecore.api.testing.FakeClock;
import org.pixiecore.api.testing.RecordedLog;
import org.pixiecore.dhcp.Conflict;
import org.pixiecore.dhcp.DhcpSurvey.Finding;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.OtherServer;
import org.pixiecore.dhcp.OtherServers.Neighbour;
import org.slf4j.event.Level;

class SurveyTest {

  private static final int XID = 4711;

  private final FakeClock clock = new FakeClock();
  private final RecordedLog lines = new RecordedLog();
  private List<LocalInterface> system =
      List.of(
          nic(1, "lo", "127.0.0.1/8"),
          nic(2, "eth0", "10.0.0.5/24"),
          nic(3, "eth1", "10.9.0.5/16"),
          nic(4, "eth2"));
  private boolean givesAddresses;
  private final List<BootEvent> events = new ArrayList<>();
  private final DhcpSettings settings =
      DhcpSettings.parse(new Configuration(Map.of("interfaces", "")));
  private final Survey survey =
      new Survey(
          new LocalInterfaces(() -> system, clock),
          () -> settings,
          clock,
          () -> XID,
          () -> givesAddresses,
          new BootReport(events::add),
          lines);

  @Test
  void everyServedLinkIsAskedButTheLoopback() {
    assertThat(survey.due())
        .extracting(question -> question.link().nic().name())
        .containsExactly("eth0", "eth1");
    assertThat(survey.due()).isEmpty();
    assertThat(survey.on("eth0")).isInstanceOf(Finding.Unknown.class);
    assertThat(survey.on("eth7")).isInstanceOf(Finding.Unknown.class);
  }

  @Test
  void aServerIsToldOfOnceOnTheLinkThatItIsOn() {
    survey.due();
    hears(2, "10.0.0.1", Packets.offer("10.0.0.50", "10.0.0.1", XID), false);
    hears(2, "10.0.0.1", Packets.offer("10.0.0.51", "10.0.0.1", 7), false);
    assertThat(survey.on("eth0"))
        .isEqualTo(new Finding.Servers(Set.of(Packets.address("10.0.0.1"))));
    assertThat(survey.on("eth1")).isInstanceOf(Finding.Unknown.class);
    hears(2, "10.0.0.2", Packets.offer("10.0.0.52", "10.0.0.2", 7), false);
    assertThat(lines.at(Level.INFO))
        .containsExactly(
            "INFO DHCP server 10.0.0.1 answers on eth0",
            "INFO DHCP servers 10.0.0.1, 10.0.0.2 answer on eth0");
  }

  @Test
  void aLinkWithoutAServerIsToldOfOnceAndAgainAfterAChange() {
    silence();
    silence();
    assertThat(lines.at(Level.WARN))
        .containsExactly(
            "WARN no DHCP server answers on eth0: machines get no address there, so none will boot",
            "WARN no DHCP server answers on eth1: machines get no address there, so none will boot");
    hears(2, "10.0.0.1", Packets.offer("10.0.0.50", "10.0.0.1", 7), false);
    silence();
    silence();
    silence();
    assertThat(survey.on("eth0")).isInstanceOf(Finding.Nobody.class);
    assertThat(lines.at(Level.WARN)).hasSize(3);
  }

  @Test
  void whoGivesAddressesItselfIsNotWarned() {
    givesAddresses = true;
    silence();
    assertThat(lines.at(Level.WARN)).isEmpty();
    assertThat(lines.at(Level.INFO)).contains("INFO no other DHCP server answers on eth0");
  }

  @Test
  void ourOwnAnswersDoNotCount() {
    survey.due();
    hears(2, "10.0.0.5", Packets.offer("10.0.0.50", "10.0.0.5", 7), false);
    hears(2, "10.0.0.5", Packets.offer("10.0.0.50", "10.0.0.5", 7), true);
    hears(2, "10.0.0.1", Packets.offer("10.0.0.50", "10.9.0.5", 7), false); // by a relay
    assertThat(survey.on("eth0")).isInstanceOf(Finding.Unknown.class);
  }

  @Test
  void whatOtherServersSayToMachinesIsToldAndNotWhatTheyAnswerUs() {
    survey.due();
    hears(2, "10.0.0.1", Packets.offer("10.0.0.50", "10.0.0.1", XID), false);
    hears(2, "10.0.0.5", Packets.offer("10.0.0.50", "10.0.0.5", 7), false);
    hears(2, "10.0.0.5", Packets.proxyOffer("10.0.0.5", 7), true);
    assertThat(events).isEmpty();

    hears(2, "10.0.0.1", Packets.offer("10.0.0.50", "10.0.0.1", 7), false);
    hears(2, "10.0.0.2", Packets.answer(MessageType.ACK, "10.0.0.50", "10.0.0.2", "x"), false);
    assertThat(events)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
        .containsExactly(
            answered("10.0.0.1", false, true, false, Optional.empty()),
            answered("10.0.0.2", true, true, true, Optional.of(Packets.address("10.0.0.50"))));
  }

  @Test
  void anAddressThatLeavesThisHostIsAnotherProgramsUnlessThisServerGivesThem() {
    survey.due();
    givesAddresses = true;
    hears(2, "10.0.0.5", Packets.offer("10.0.0.50", "10.0.0.5", 7), true);
    assertThat(events).isEmpty();

    givesAddresses = false;
    hears(2, "10.0.0.5", Packets.offer("10.0.0.50", "10.0.0.5", 7), true);
    assertThat(events).hasSize(1);
  }

  private static BootEvent answered(
      String server,
      boolean acknowledges,
      boolean address,
      boolean boots,
      Optional<InetAddress> taken) {
    return new BootEvent.OtherAnswer(
        Instant.EPOCH,
        new Client(Optional.of(new MacAddress(0)), taken),
        Packets.address(server),
        acknowledges,
        address,
        boots);
  }

  @Test
  void anAnswerOfThisHostToOurQuestionIsAnotherPrograms() {
    survey.due();
    hears(2, "10.0.0.5", Packets.offer("10.0.0.50", "10.0.0.5", XID), true);
    assertThat(survey.on("eth0"))
        .isEqualTo(new Finding.Servers(Set.of(Packets.address("10.0.0.5"))));
  }

  @Test
  void whatTellsOfNoServerIsPassedOver() {
    survey.due();
    hears(4, "10.0.0.1", Packets.offer("10.0.0.50", "10.0.0.1", 7), false); // not served
    hears(2, "10.0.0.1", new byte[10], false);
    hears(2, "0.0.0.0", Packets.notPxe("52:54:00:77:00:01"), false);
    assertThat(survey.on("eth0")).isInstanceOf(Finding.Unknown.class);
    assertThat(survey.neighbours()).isEmpty();
  }

  @Test
  void aConflictIsNamedOnceWithWhatItDoesAndWhatToDo() {
    survey.due();
    byte[] proxys = Packets.proxyOffer("10.0.0.9", 7);
    hears(2, "10.0.0.9", proxys, false);
    hears(2, "10.0.0.9", proxys, false);
    assertThat(lines.at(Level.WARN))
        .containsExactly(
            "WARN eth0: server 10.0.0.9 "
                + Conflict.OTHER_PROXY.effect()
                + ". "
                + Conflict.OTHER_PROXY.remedy());
    assertThat(survey.neighbours())
        .containsExactly(
            new Neighbour(
                "eth0",
                new OtherServer(Packets.address("10.0.0.9"), false, Set.of(Conflict.OTHER_PROXY))));
    silence();
    silence();
    silence();
    assertThat(survey.neighbours()).isEmpty();
    hears(2, "10.0.0.9", proxys, false);
    assertThat(lines.at(Level.WARN)).filteredOn(line -> line.contains("10.0.0.9")).hasSize(2);
  }

  @Test
  void everyServedLinkIsToldOfWithWhoIsInTheWay() {
    survey.due();
    hears(2, "10.0.0.1", Packets.offer("10.0.0.50", "10.0.0.1", XID), false);
    hears(2, "10.0.0.9", Packets.proxyOffer("10.0.0.9", 7), false);
    assertThat(survey.networks())
        .containsExactly(
            new ServedNetwork(
                "eth0",
                "DHCP server 10.0.0.1 answers",
                List.of(SurveyWords.of(Packets.address("10.0.0.9"), Conflict.OTHER_PROXY))),
            new ServedNetwork("eth1", "not known: it is asked now for the first time", List.of()));
  }

  @Test
  void aLinkWithoutADhcpServerSaysWhatComesOfIt() {
    silence();
    silence();
    assertThat(survey.networks())
        .extracting(ServedNetwork::addresses)
        .allSatisfy(addresses -> assertThat(addresses).contains("machines get no address there"));
    givesAddresses = true;
    assertThat(survey.networks())
        .extracting(ServedNetwork::addresses)
        .containsOnly("no other DHCP server answers");
  }

  @Test
  void aFloodOfServersFillsNoLog() {
    survey.due();
    for (int i = 1; i < 200; i++) {
      hears(2, "10.0.0.1", Packets.offer("10.0.0.50", "10.0.3." + i, 7), false);
      hears(2, "10.0.0.1", Packets.proxyOffer("10.0.4." + i, 7), false);
    }
    assertThat(lines.at(Level.INFO).size() + lines.at(Level.WARN).size()).isEqualTo(20);
  }

  @Test
  void aLinkThatGoesIsForgottenAndOneThatComesIsAsked() {
    survey.due();
    hears(2, "10.0.0.1", Packets.offer("10.0.0.50", "10.0.0.1", 7), false);
    system = List.of(nic(9, "eth9", "10.4.0.5/24"));
    clock.pass(Duration.ofSeconds(1));
    assertThat(survey.due())
        .extracting(question -> question.link().nic().name())
        .containsExactly("eth9");
    assertThat(survey.on("eth0")).isInstanceOf(Finding.Unknown.class);
    assertThat(survey.neighbours()).isEmpty();
  }

  @Test
  void aCableThatIsPluggedInLateIsListenedToFromThenOn() {
    eth0IsUp(false);
    silence();
    assertThat(survey.on("eth0"))
        .isEqualTo(new Finding.Unknown("eth0 is down, or its cable is not plugged in"));
    eth0IsUp(true);
    assertThat(survey.due()).extracting(question -> question.link().nic().name()).contains("eth0");
    assertThat(survey.on("eth0")).isInstanceOf(Finding.Unknown.class);
  }

  @Test
  void aCableThatIsPluggedIntoAnotherNetworkTellsNothingOfThatOne() {
    silence();
    assertThat(survey.on("eth0")).isInstanceOf(Finding.Nobody.class);
    eth0IsUp(false);
    passes(Survey.SAME_LINK);
    hears(2, "10.0.0.1", Packets.offer("10.0.0.50", "10.0.0.1", 7), false);
    eth0IsUp(true);
    survey.due();
    assertThat(survey.on("eth0"))
        .isEqualTo(new Finding.Unknown("it is asked now for the first time"));
  }

  @Test
  void aMachineThatTakesTheCableDownForAMomentLeavesEverythingAsItWas() {
    silence();
    eth0IsUp(false);
    passes(Survey.SAME_LINK.minusSeconds(6));
    eth0IsUp(true);
    assertThat(survey.due())
        .as("asked at once")
        .extracting(question -> question.link().nic().name())
        .containsExactly("eth0");
    assertThat(survey.on("eth0")).isInstanceOf(Finding.Nobody.class);
  }

  @Test
  void withoutASurveyNothingIsKnownAndTheReasonIsTold() {
    survey.due();
    survey.unavailable("it takes CAP_NET_RAW");
    assertThat(survey.on("eth0")).isEqualTo(new Finding.Unknown("it takes CAP_NET_RAW"));
    assertThat(survey.networks())
        .extracting(ServedNetwork::addresses)
        .containsOnly("not known: it takes CAP_NET_RAW");
  }

  @Test
  void aLinkThatIsDownIsNotDue() {
    survey.due();
    eth0IsUp(false);
    passes(LinkSurvey.BETWEEN_TRIES);
    assertThat(survey.untilDue()).isPositive();
  }

  @Test
  void itIsLookedForLinksEverySecondAtLeast() {
    survey.due();
    assertThat(survey.untilDue()).isEqualTo(Duration.ofSeconds(1));
    clock.pass(LinkSurvey.BETWEEN_TRIES.minusMillis(10));
    assertThat(survey.untilDue()).isEqualTo(Duration.ofMillis(10));
    clock.pass(Duration.ofMinutes(1));
    assertThat(survey.untilDue()).isZero();
  }

  /** Seen within a second. */
  private void eth0IsUp(boolean up) {
    system =
        system.stream()
            .map(
                nic ->
                    nic.name().equals("eth0")
                        ? new LocalInterface(nic.index(), nic.name(), up, nic.subnets())
                        : nic)
            .toList();
    clock.pass(Duration.ofSeconds(1));
  }

  /** Time passes until every link has been asked a whole round, and nobody answers. */
  private void silence() {
    survey.due().forEach(question -> survey.asked(question.link().nic().name()));
    passes(Duration.ofSeconds(60).plus(LinkSurvey.BETWEEN_TRIES.multipliedBy(LinkSurvey.TRIES)));
  }

  private void passes(Duration time) {
    for (long second = 0; second <= time.toSeconds(); second++) {
      clock.pass(Duration.ofSeconds(1));
      survey.due();
    }
  }

  private void hears(int index, String source, byte[] packet, boolean leaving) {
    Arrival arrival =
        new Arrival(
            ByteBuffer.wrap(packet),
            false,
            new InetSocketAddress(source, 67),
            Packets.address("255.255.255.255"),
            index);
    survey.heard(new PacketSocket.Heard(arrival, leaving));
  }
}
