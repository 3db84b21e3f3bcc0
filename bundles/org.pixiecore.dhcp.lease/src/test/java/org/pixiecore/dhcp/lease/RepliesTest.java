package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.dhcp.lease.Desk.SERVER;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.Destination;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.DhcpPacketWriter;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;

/** What the answers hold, and where they go. */
class RepliesTest {

  private static final Octets RELAY_INFORMATION = Octets.of(1, 2, 0, 7);

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    desk =
        new Desk(
            folder.resolve("leases"),
            Map.of(
                "ranges", "10.0.0.128/25, 10.1.0.100-10.1.0.120/24",
                "reservations", "52:54:00:77:00:01=10.0.0.50=node1",
                "routers", "10.0.0.254, 10.1.0.1",
                "dns", "10.0.0.2, 10.9.0.2",
                "domain", "lab.example",
                "ntp", "10.0.0.3"));
  }

  @Test
  void theStandardOptionsAreAlwaysThereAndInOrder() {
    DhcpPacket offer = desk.reply(Message.discover());
    assertThat(codes(offer)).containsExactly(53, 54, 51, 58, 59, 1, 3, 6, 15, 28, 42);
    assertThat(offer.options().get(OptionCode.SUBNET_MASK)).contains(Octets.of(255, 255, 255, 0));
    assertThat(offer.options().get(OptionCode.ROUTER))
        .as("the one in the client's subnet")
        .contains(Octets.of(10, 0, 0, 254));
    assertThat(offer.options().get(OptionCode.DOMAIN_NAME_SERVER))
        .contains(Octets.of(10, 0, 0, 2, 10, 9, 0, 2));
    assertThat(offer.options().get(OptionCode.DOMAIN_NAME)).contains(Octets.of("lab.example"));
    assertThat(offer.options().get(OptionCode.BROADCAST_ADDRESS))
        .contains(Octets.of(10, 0, 0, 255));
    assertThat(offer.options().get(OptionCode.NTP_SERVERS)).contains(Octets.of(10, 0, 0, 3));
  }

  @Test
  void whatTheClientAsksForComesFirstAndAHostNameOnlyThen() {
    DhcpPacket offer =
        desk.reply(
            Message.discover().option(OptionCode.PARAMETER_REQUEST_LIST, Octets.of(42, 12, 1, 6)));
    assertThat(codes(offer)).containsExactly(53, 54, 51, 58, 59, 1, 42, 12, 6, 3, 15, 28);
    assertThat(offer.options().get(OptionCode.HOST_NAME)).contains(Octets.of("node1"));
  }

  @Test
  void aSmallClientIsToldLessAndStillWhereItIs() {
    List<String> many = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      many.add("10.9.1." + i);
    }
    desk.set(Map.of("dns", String.join(",", many), "ntp", String.join(",", many)));
    DhcpPacket offer =
        desk.reply(
            Message.discover()
                .option(OptionCode.MAXIMUM_MESSAGE_SIZE, Octets.of(2, 64))
                .option(OptionCode.RELAY_AGENT_INFORMATION, RELAY_INFORMATION));
    assertThat(DhcpPacketWriter.length(offer)).isLessThanOrEqualTo(576 - 28);
    assertThat(codes(offer)).containsExactly(53, 54, 51, 58, 59, 1, 3, 6, 15, 28, 82);
    DhcpPacket large =
        desk.reply(Message.discover().option(OptionCode.MAXIMUM_MESSAGE_SIZE, Octets.of(5, 220)));
    assertThat(large.options().contains(OptionCode.NTP_SERVERS)).isTrue();
  }

  @Test
  void aMaximumSizeBelowWhatEveryClientTakesDoesNotCount() {
    DhcpPacket offer =
        desk.reply(Message.discover().option(OptionCode.MAXIMUM_MESSAGE_SIZE, Octets.of(0, 1)));
    assertThat(codes(offer)).contains(3, 6, 42);
  }

  @Test
  void option82IsEchoedAndLast() {
    DhcpPacket offer =
        desk.reply(
            Message.discover()
                .giaddr("10.1.0.1")
                .option(OptionCode.RELAY_AGENT_INFORMATION, RELAY_INFORMATION)
                .option(OptionCode.CLIENT_IDENTIFIER, Octets.of(0, 1, 2)));
    assertThat(offer.options().get(OptionCode.CLIENT_IDENTIFIER))
        .as("RFC 6842")
        .contains(Octets.of(0, 1, 2));
    assertThat(codes(offer)).endsWith(61, 82);
    assertThat(offer.options().get(OptionCode.ROUTER)).contains(Octets.of(10, 1, 0, 1));
    assertThat(offer.yiaddr().getHostAddress()).startsWith("10.1.0.1");
  }

  @Test
  void toTheRelayOrTheClientOrEverybody() {
    assertThat(destination(Message.discover().giaddr("10.1.0.1")))
        .isEqualTo(new Destination.Relay(Ipv4.parse("10.1.0.1")));
    assertThat(destination(Message.discover())).isEqualTo(new Destination.Broadcast());
    assertThat(destination(Message.discover().flags(DhcpPacket.BROADCAST)))
        .isEqualTo(new Destination.Broadcast());
    String address = desk.lease("52:54:00:77:00:02");
    Destination renewed =
        destination(
            Message.extending(address).from("52:54:00:77:00:02").flags(DhcpPacket.BROADCAST));
    assertThat(renewed).isInstanceOf(Destination.Client.class);
    assertThat(renewed.address().getHostString()).isEqualTo(address);
    assertThat(renewed.address().getPort()).isEqualTo(68);
  }

  @Test
  void aRefusalGoesToEverybodyAndThroughARelayByBroadcastToo() {
    Answer.Reply nak = (Answer.Reply) desk.ask(Message.initReboot("192.0.2.9"));
    assertThat(nak.destination()).isEqualTo(new Destination.Broadcast());
    assertThat(codes(nak.packet())).containsExactly(53, 54, 56);
    assertThat(nak.packet().flags()).isZero();
    Answer.Reply relayed =
        (Answer.Reply) desk.ask(Message.initReboot("192.0.2.9").giaddr("10.1.0.1"));
    assertThat(relayed.destination()).isInstanceOf(Destination.Relay.class);
    assertThat(relayed.packet().flags()).isEqualTo(DhcpPacket.BROADCAST);
  }

  @Test
  void aMachineThatRenewsPastItsRelayIsAnsweredWhereItIs() {
    Message discover = Message.discover().giaddr("10.1.0.1");
    String address = desk.reply(discover).yiaddr().getHostAddress();
    desk.reply(Message.selecting(address, SERVER).giaddr("10.1.0.1"));
    Answer.Reply renewed = (Answer.Reply) desk.ask(Message.extending(address));
    assertThat(renewed.packet().messageType()).contains(MessageType.ACK);
    assertThat(renewed.destination().address().getHostString()).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({"U-Boot.armv8, 10.0.0.1", "PXEClient:Arch:00007, 0.0.0.0", "HTTPClient, 0.0.0.0"})
  void firmwareThatKnowsNoProxiesIsToldTheNextServer(String vendorClass, String siaddr) {
    DhcpPacket offer =
        desk.reply(Message.discover().option(OptionCode.VENDOR_CLASS, Octets.of(vendorClass)));
    assertThat(offer.siaddr().getHostAddress()).isEqualTo(siaddr);
    assertThat(offer.file()).isEmpty();
    assertThat(offer.options().contains(OptionCode.VENDOR_CLASS)).isFalse();
    assertThat(offer.options().contains(OptionCode.BOOTFILE_NAME)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "224.0.0.1", "255.255.255.255"})
  void aForgedRelayGetsNothing(String giaddr) {
    desk.set(Map.of("ranges", "10.0.0.128/25, " + giaddr + "/30"));
    assertThat(desk.ask(Message.discover().giaddr(giaddr))).isInstanceOf(Answer.Ignore.class);
  }

  private Destination destination(Message message) {
    return ((Answer.Reply) desk.ask(message)).destination();
  }

  private static List<Integer> codes(DhcpPacket packet) {
    return packet.options().codes().stream().map(OptionCode::code).toList();
  }
}
