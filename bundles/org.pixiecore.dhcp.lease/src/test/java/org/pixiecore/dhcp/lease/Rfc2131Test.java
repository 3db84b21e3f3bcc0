package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.dhcp.lease.Desk.SERVER;
import static org.pixiecore.dhcp.lease.Desk.type;
import static org.pixiecore.dhcp.lease.Message.MAC;
import static org.pixiecore.dhcp.lease.Message.OTHER_MAC;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;

/** RFC 2131 section 4.3, case by case. */
class Rfc2131Test {

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    desk =
        new Desk(
            folder.resolve("leases"),
            Map.of(
                "ranges",
                "10.0.0.100-10.0.0.109",
                "reservations",
                "52:54:00:77:00:99=10.0.0.50",
                "routers",
                "10.0.0.109"));
  }

  /**
   * Each state in which a client sends DHCPREQUEST, with each thing that the address can be to it.
   * A client that is "known" has the address 10.0.0.100 or had it.
   */
  @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
  @CsvSource({
    // the offer was made before a restart, or is over
    "SELECTING, stranger, 10.0.0.105, ACK",
    "SELECTING, holds, itsown, ACK",
    "SELECTING, had, itsown, ACK",
    "SELECTING, stranger, others, NAK",
    "SELECTING, stranger, 10.0.0.50, NAK",
    "SELECTING, stranger, 10.0.0.1, NAK",
    "SELECTING, stranger, 10.0.0.109, NAK",
    "SELECTING, stranger, 10.0.0.7, NAK",
    "SELECTING, stranger, 10.9.9.9, NAK",
    "INIT_REBOOT, holds, itsown, ACK",
    "INIT_REBOOT, had, itsown, ACK",
    // RFC 2131 section 4.3.2: no record of this client, so it must remain silent
    "INIT_REBOOT, stranger, 10.0.0.105, ",
    "INIT_REBOOT, stranger, others, ",
    "INIT_REBOOT, stranger, 10.0.0.7, ",
    "INIT_REBOOT, holds, 10.0.0.105, NAK",
    "INIT_REBOOT, holds, others, NAK",
    "INIT_REBOOT, holds, 10.0.0.7, NAK",
    "INIT_REBOOT, stranger, 10.9.9.9, NAK",
    "EXTENDING, holds, itsown, ACK",
    "EXTENDING, had, itsown, ACK",
    "EXTENDING, stranger, 10.0.0.105, ",
    "EXTENDING, stranger, 10.0.0.7, ",
    "EXTENDING, stranger, 10.9.9.9, ",
    "EXTENDING, stranger, others, NAK",
    "EXTENDING, holds, 10.0.0.7, NAK"
  })
  void aRequestIsAnsweredByItsStateAndByWhatTheAddressIsToTheClient(
      ClientState state, String client, String about, MessageType answer) {
    String others = desk.lease(OTHER_MAC);
    String itsOwn = client.equals("stranger") ? "" : desk.lease(MAC);
    if (client.equals("had")) {
      desk.clock.passes(HOUR.plusSeconds(1));
    }
    String address =
        switch (about) {
          case "itsown" -> itsOwn;
          case "others" -> others;
          // whichever this client and the other did not get
          case "10.0.0.105" -> free(others, itsOwn);
          default -> about;
        };
    Message request =
        switch (state) {
          case SELECTING -> Message.selecting(address, SERVER);
          case INIT_REBOOT -> Message.initReboot(address);
          case EXTENDING -> Message.extending(address);
          default -> throw new IllegalArgumentException(state.name());
        };
    assertThat(type(desk.ask(request))).isEqualTo(Optional.ofNullable(answer));
  }

  private static String free(String one, String other) {
    for (int i = 100; ; i++) {
      String address = "10.0.0." + i;
      if (!address.equals(one) && !address.equals(other)) {
        return address;
      }
    }
  }

  @Test
  void aDiscoverIsOfferedAnAddressOfTheRangeForTheUsualTime() {
    DhcpPacket offer = desk.reply(Message.discover());
    assertThat(offer.messageType()).contains(MessageType.OFFER);
    assertThat(offer.yiaddr().getHostAddress()).matches("10\\.0\\.0\\.10[0-8]");
    assertThat(offer.ciaddr()).isEqualTo(DhcpPacket.NO_ADDRESS);
    assertThat(offer.xid()).isEqualTo(0x12345678);
    assertThat(offer.options().get(OptionCode.SERVER_IDENTIFIER)).contains(Octets.of(10, 0, 0, 1));
    assertThat(offer.options().get(OptionCode.LEASE_TIME)).contains(Octets.of(0, 0, 14, 16));
    assertThat(offer.options().get(OptionCode.RENEWAL_TIME)).contains(Octets.of(0, 0, 7, 8));
    assertThat(offer.options().get(OptionCode.REBINDING_TIME)).contains(Octets.of(0, 0, 12, 78));
  }

  @ParameterizedTest
  @CsvSource({"60, 300", "1000, 1000", "90000, 86400", "4294967295, 86400"})
  void aClientGetsTheTimeThatItWantsWithinLimits(long wanted, int granted) {
    Octets option =
        Octets.of((int) (wanted >> 24), (int) (wanted >> 16), (int) (wanted >> 8), (int) wanted);
    DhcpPacket offer = desk.reply(Message.discover().option(OptionCode.LEASE_TIME, option));
    assertThat(offer.options().get(OptionCode.LEASE_TIME).orElseThrow().asBuffer().getInt())
        .isEqualTo(granted);
  }

  @Test
  void aClientIsOfferedTheSameAddressAgain() {
    String address = desk.lease(MAC);
    assertThat(desk.reply(Message.discover()).yiaddr().getHostAddress()).isEqualTo(address);
    desk.clock.passes(HOUR.multipliedBy(2));
    assertThat(desk.reply(Message.discover()).yiaddr().getHostAddress()).isEqualTo(address);
  }

  @Test
  void aClientIsOfferedTheAddressThatItWishesIfThatIsFree() {
    Message wish = Message.discover().address(OptionCode.REQUESTED_ADDRESS, "10.0.0.107");
    assertThat(desk.reply(wish).yiaddr().getHostAddress()).isEqualTo("10.0.0.107");
    Message same =
        Message.discover().from(OTHER_MAC).address(OptionCode.REQUESTED_ADDRESS, "10.0.0.107");
    assertThat(desk.reply(same).yiaddr().getHostAddress()).isNotEqualTo("10.0.0.107");
    Message router =
        Message.discover()
            .from("52:54:00:77:00:03")
            .address(OptionCode.REQUESTED_ADDRESS, "10.0.0.109");
    assertThat(desk.reply(router).yiaddr().getHostAddress()).isNotEqualTo("10.0.0.109");
  }

  @Test
  void aReservedAddressIsForItsMachineAlone() {
    DhcpPacket offer = desk.reply(Message.discover().from("52:54:00:77:00:99"));
    assertThat(offer.yiaddr().getHostAddress()).isEqualTo("10.0.0.50");
    assertThat(desk.probed).as("a person says that it is the machine's").isEmpty();
    Message wish = Message.discover().address(OptionCode.REQUESTED_ADDRESS, "10.0.0.50");
    assertThat(desk.reply(wish).yiaddr().getHostAddress()).isNotEqualTo("10.0.0.50");
  }

  @Test
  void theSystemThatWasBootedHasTheReservedAddressUnderItsOwnIdentifier() {
    String machine = "52:54:00:77:00:99";
    assertThat(desk.lease(machine)).isEqualTo("10.0.0.50");
    Octets duid = Octets.of(255, 1, 2, 3, 4, 0, 2, 0, 0);
    Message discover = Message.discover().from(machine).option(OptionCode.CLIENT_IDENTIFIER, duid);
    assertThat(desk.reply(discover).yiaddr().getHostAddress()).isEqualTo("10.0.0.50");
    Message request =
        Message.selecting("10.0.0.50", SERVER)
            .from(machine)
            .option(OptionCode.CLIENT_IDENTIFIER, duid);
    assertThat(type(desk.ask(request))).contains(MessageType.ACK);
  }

  @Test
  void ipxeThatNamesItselfByItsMacAddressIsTheFirmwareBeforeIt() {
    String address = desk.lease(MAC);
    Message ipxe =
        Message.discover()
            .option(OptionCode.CLIENT_IDENTIFIER, Octets.of(1, 0x52, 0x54, 0, 0x77, 0, 1));
    assertThat(desk.reply(ipxe).yiaddr().getHostAddress()).isEqualTo(address);
  }

  @Test
  void anOfferIsForgottenWhenTheClientTakesAnotherServers() {
    desk.set(Map.of("ranges", "10.0.0.100", "routers", ""));
    desk.reply(Message.discover());
    assertThat(type(desk.ask(Message.discover().from(OTHER_MAC)))).isEmpty();
    assertThat(type(desk.ask(Message.selecting("10.0.0.222", "10.0.0.2")))).isEmpty();
    assertThat(type(desk.ask(Message.discover().from(OTHER_MAC)))).contains(MessageType.OFFER);
  }

  @Test
  void aReleasedAddressIsFreeAndKeptForTheClientAsLongAsThereAreOthers() {
    String address = desk.lease(MAC);
    Message release = Message.of(MessageType.RELEASE).ciaddr(address);
    assertThat(desk.ask(Message.of(MessageType.RELEASE).ciaddr(address).from(OTHER_MAC)))
        .as("somebody else's word")
        .isInstanceOf(Answer.Ignore.class);
    assertThat(type(desk.ask(Message.extending(address)))).contains(MessageType.ACK);
    assertThat(desk.ask(release)).isInstanceOf(Answer.Ignore.class);
    for (int i = 10; i < 18; i++) {
      assertThat(desk.lease("52:54:00:77:00:" + i)).isNotEqualTo(address);
    }
    assertThat(desk.lease(MAC)).isEqualTo(address);
  }

  @Test
  void aDeclinedAddressIsGivenToNobodyForAWhile() {
    desk.set(Map.of("ranges", "10.0.0.100-10.0.0.101", "routers", ""));
    String address = desk.lease(MAC);
    Message decline =
        Message.of(MessageType.DECLINE).address(OptionCode.REQUESTED_ADDRESS, address);
    desk.ask(
        Message.of(MessageType.DECLINE)
            .address(OptionCode.REQUESTED_ADDRESS, address)
            .from(OTHER_MAC));
    assertThat(desk.reply(Message.discover()).yiaddr().getHostAddress())
        .as("nobody declines what is another's")
        .isEqualTo(address);
    assertThat(desk.ask(decline)).isInstanceOf(Answer.Ignore.class);
    String next = desk.lease(MAC);
    assertThat(next).isNotEqualTo(address);
    assertThat(type(desk.ask(Message.discover().from(OTHER_MAC)))).isEmpty();
    desk.clock.passes(LeaseDesk.AVOIDED);
    assertThat(desk.lease(OTHER_MAC)).isEqualTo(address);
  }

  @Test
  void aClientThatHasAnAddressIsToldTheRest() {
    Message inform = Message.of(MessageType.INFORM).ciaddr("10.0.0.77");
    Answer.Reply answer = (Answer.Reply) desk.ask(inform);
    DhcpPacket ack = answer.packet();
    assertThat(ack.messageType()).contains(MessageType.ACK);
    assertThat(ack.yiaddr()).isEqualTo(DhcpPacket.NO_ADDRESS);
    assertThat(ack.options().contains(OptionCode.SUBNET_MASK)).isTrue();
    assertThat(ack.options().contains(OptionCode.LEASE_TIME)).isFalse();
    assertThat(ack.options().contains(OptionCode.RENEWAL_TIME)).isFalse();
    assertThat(answer.destination().address().getHostString()).isEqualTo("10.0.0.77");
  }

  @Test
  void aForgedInformSendsNothingToElsewhere() {
    assertThat(desk.ask(Message.of(MessageType.INFORM).ciaddr("192.0.2.1")))
        .isInstanceOf(Answer.Ignore.class);
    assertThat(desk.ask(Message.of(MessageType.INFORM))).isInstanceOf(Answer.Ignore.class);
  }

  @Test
  void bootpGetsAReservedAddressOrNone() {
    assertThat(desk.ask(Message.bootp())).isInstanceOf(Answer.Ignore.class);
    DhcpPacket reply = desk.reply(Message.bootp().from("52:54:00:77:00:99"));
    assertThat(reply.yiaddr().getHostAddress()).isEqualTo("10.0.0.50");
    assertThat(reply.options().contains(OptionCode.MESSAGE_TYPE)).isFalse();
    assertThat(reply.options().contains(OptionCode.LEASE_TIME)).isFalse();
  }

  @Test
  void aMessageWithoutTheAddressThatItIsAboutIsIgnored() {
    assertThat(desk.ask(Message.of(MessageType.REQUEST))).isInstanceOf(Answer.Ignore.class);
    assertThat(desk.ask(Message.of(MessageType.RELEASE))).isInstanceOf(Answer.Ignore.class);
    assertThat(desk.ask(Message.of(MessageType.DECLINE))).isInstanceOf(Answer.Ignore.class);
    assertThat(desk.ask(Message.of(MessageType.OFFER))).isInstanceOf(Answer.Ignore.class);
  }
}
