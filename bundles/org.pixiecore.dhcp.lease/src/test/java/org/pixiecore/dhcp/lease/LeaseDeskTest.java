package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.dhcp.lease.Desk.SERVER;
import static org.pixiecore.dhcp.lease.Desk.type;
import static org.pixiecore.dhcp.lease.Message.MAC;
import static org.pixiecore.dhcp.lease.Message.OTHER_MAC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.MessageType;

/** Probing, the disk, and crowds. */
class LeaseDeskTest {

  @TempDir Path folder;
  private Path file;
  private Desk desk;

  @BeforeEach
  void open() {
    file = folder.resolve("state/leases");
    desk = new Desk(file, Map.of("ranges", "10.0.0.100-10.0.0.103"));
  }

  @Test
  void anAddressIsProbedBeforeItIsFirstOfferedAndNotWhenTheClientHasIt() {
    String address = desk.lease(MAC);
    assertThat(desk.probed).containsExactly(Ipv4.parse(address));
    desk.reply(Message.discover());
    assertThat(desk.probed).hasSize(1);
  }

  @Test
  void anAddressThatAnswersIsLeftAloneAndTheNextIsTried() {
    String first = desk.reply(Message.discover()).yiaddr().getHostAddress();
    desk.clock.passes(LeaseDesk.OFFER);
    desk.probed.clear();
    desk.strangers.add(first);
    String next = desk.reply(Message.discover()).yiaddr().getHostAddress();
    assertThat(desk.probed).containsExactly(Ipv4.parse(first), Ipv4.parse(next));
    assertThat(type(desk.ask(Message.selecting(first, SERVER)))).contains(MessageType.NAK);
  }

  @Test
  void anAddressThatWasGivenWhileTheClockWasYearsAheadComesBack() {
    desk.set(Map.of("ranges", "10.0.0.100"));
    desk.clock.passes(Duration.ofDays(4000));
    desk.lease(MAC);
    desk.clock.passes(Duration.ofDays(-4000));
    desk.start();
    assertThat(desk.ask(Message.discover().from(OTHER_MAC))).isInstanceOf(Answer.Ignore.class);
    desk.clock.passes(LeaseSettings.LONGEST_EVER);
    assertThat(desk.lease(OTHER_MAC)).isEqualTo("10.0.0.100");
  }

  @Test
  void whereEveryAddressAnswersNobodyIsOfferedAny() {
    desk.strangers.addAll(List.of("10.0.0.100", "10.0.0.101", "10.0.0.102", "10.0.0.103"));
    assertThat(desk.ask(Message.discover())).isInstanceOf(Answer.Ignore.class);
    assertThat(desk.probed).hasSize(4);
    desk.strangers.clear();
    assertThat(desk.ask(Message.discover())).isInstanceOf(Answer.Ignore.class);
    desk.clock.passes(LeaseDesk.AVOIDED);
    assertThat(type(desk.ask(Message.discover()))).contains(MessageType.OFFER);
  }

  @Test
  void aClientThatAsksAgainWhileItsAddressIsProbedIsAnsweredOnceByTheLatest() {
    desk.probesWait = true;
    List<Answer> first = desk.take(Message.discover());
    List<Answer> second = desk.take(Message.discover());
    assertThat(first).singleElement().isInstanceOf(Answer.Ignore.class);
    assertThat(second).isEmpty();
    assertThat(desk.probed).hasSize(1);
    desk.probesEnd();
    assertThat(second)
        .singleElement()
        .satisfies(a -> assertThat(type(a)).contains(MessageType.OFFER));
    assertThat(first).hasSize(1);
  }

  @Test
  void twoClientsNeverGetOneAddress() {
    desk.set(Map.of("ranges", "10.0.0.100"));
    desk.probesWait = true;
    List<Answer> one = desk.take(Message.discover());
    List<Answer> other = desk.take(Message.discover().from(OTHER_MAC));
    desk.probesEnd();
    assertThat(type(one.get(0))).contains(MessageType.OFFER);
    assertThat(other).singleElement().isInstanceOf(Answer.Ignore.class);
    // both ask for it, and neither waits for the disk
    List<Answer> ack = desk.take(Message.selecting("10.0.0.100", SERVER));
    List<Answer> nak = desk.take(Message.selecting("10.0.0.100", SERVER).from(OTHER_MAC));
    desk.keep();
    assertThat(type(ack.get(0))).contains(MessageType.ACK);
    assertThat(type(nak.get(0))).contains(MessageType.NAK);
  }

  @Test
  void anAcknowledgementWaitsForTheDisk() throws IOException {
    desk.reply(Message.discover());
    String offered = desk.reply(Message.discover()).yiaddr().getHostAddress();
    List<Answer> ack = desk.take(Message.selecting(offered, SERVER));
    assertThat(ack).isEmpty();
    desk.keep();
    assertThat(type(ack.get(0))).contains(MessageType.ACK);
    assertThat(Files.readString(file)).contains(" " + offered + " " + MAC + " ");
  }

  @Test
  void aRequestThatIsRepeatedIsAcknowledgedAgainAndWrittenOnce() throws IOException {
    String address = desk.lease(MAC);
    long size = Files.size(file);
    desk.clock.passes(Duration.ofSeconds(3));
    assertThat(type(desk.ask(Message.selecting(address, SERVER)))).contains(MessageType.ACK);
    assertThat(Files.size(file)).isEqualTo(size);
    desk.clock.passes(Duration.ofMinutes(30));
    assertThat(type(desk.ask(Message.extending(address)))).contains(MessageType.ACK);
    assertThat(Files.size(file)).isGreaterThan(size);
  }

  @Test
  void aRequestThatIsRepeatedBeforeTheDiskHasItWaitsForTheDiskToo() {
    String offered = desk.reply(Message.discover()).yiaddr().getHostAddress();
    List<Answer> first = desk.take(Message.selecting(offered, SERVER));
    List<Answer> second = desk.take(Message.selecting(offered, SERVER));
    assertThat(second).isEmpty();
    desk.keep();
    assertThat(type(first.get(0))).contains(MessageType.ACK);
    assertThat(type(second.get(0))).contains(MessageType.ACK);
  }

  @Test
  void leasesSurviveARestart() {
    String address = desk.lease(MAC);
    String released = desk.lease(OTHER_MAC);
    desk.ask(Message.of(MessageType.RELEASE).ciaddr(released).from(OTHER_MAC));
    desk.start();
    assertThat(type(desk.ask(Message.initReboot(address)))).contains(MessageType.ACK);
    assertThat(type(desk.ask(Message.selecting(address, SERVER).from(OTHER_MAC))))
        .contains(MessageType.NAK);
    assertThat(desk.lease(OTHER_MAC)).as("what it had").isEqualTo(released);
  }

  @Test
  void addressesOfLongAgoAreGivenLast() {
    String first = desk.lease(MAC);
    desk.clock.passes(Duration.ofSeconds(60));
    String second = desk.lease(OTHER_MAC);
    desk.clock.passes(Duration.ofHours(2));
    Set<String> fresh = new HashSet<>();
    fresh.add(desk.lease("52:54:00:77:00:03"));
    fresh.add(desk.lease("52:54:00:77:00:04"));
    assertThat(fresh).doesNotContain(first, second).hasSize(2);
    assertThat(desk.lease("52:54:00:77:00:05")).isEqualTo(first);
    assertThat(desk.lease("52:54:00:77:00:06")).isEqualTo(second);
    assertThat(type(desk.ask(Message.discover()))).isEmpty();
  }

  @Test
  void whatCannotBeKeptIsNotAcknowledgedAndNobodysAfterwards() throws IOException {
    String address = desk.lease(MAC);
    String offered = desk.reply(Message.discover().from(OTHER_MAC)).yiaddr().getHostAddress();
    // the folder is a file now, which is what a full or lost disk is to whoever writes the file
    // anew
    desk.set(Map.of("leaseFile", file.resolve("below/leases").toString()));
    Answer lost = desk.ask(Message.selecting(offered, SERVER).from(OTHER_MAC));
    assertThat(lost).isInstanceOf(Answer.Ignore.class);
    assertThat(((Answer.Ignore) lost).reason()).contains("below/leases", "cannot be");
    desk.set(Map.of("leaseFile", file.toString()));
    assertThat(type(desk.ask(Message.selecting(offered, SERVER).from(OTHER_MAC))))
        .contains(MessageType.ACK);
    assertThat(type(desk.ask(Message.extending(address)))).contains(MessageType.ACK);
  }

  @Test
  void aFloodOfClientsFillsTheRangeAndNothingElse() {
    desk.set(Map.of("ranges", "10.0.0.100-10.0.0.149"));
    String mine = desk.lease(MAC);
    int offers = 0;
    for (int i = 0; i < 5000; i++) {
      String mac = "06:00:00:00:%02x:%02x".formatted(i >> 8, i & 0xff);
      offers += desk.ask(Message.discover().from(mac)) instanceof Answer.Reply ? 1 : 0;
    }
    assertThat(offers).isEqualTo(49);
    assertThat(type(desk.ask(Message.extending(mine)))).contains(MessageType.ACK);
    assertThat(type(desk.ask(Message.discover().from(OTHER_MAC)))).isEmpty();
    desk.clock.passes(LeaseDesk.OFFER);
    assertThat(type(desk.ask(Message.discover().from(OTHER_MAC)))).contains(MessageType.OFFER);
  }

  @Test
  void aClientWhoseAddressCannotBeProbedNowAsksAgain() {
    desk.probersAreBusy = true;
    assertThat(desk.ask(Message.discover())).isInstanceOf(Answer.Ignore.class);
    desk.probersAreBusy = false;
    assertThat(type(desk.ask(Message.discover()))).contains(MessageType.OFFER);
  }

  @Test
  void anAddressBehindARelayIsNotProbed() {
    desk.set(Map.of("ranges", "10.1.0.100-10.1.0.110/24"));
    assertThat(desk.reply(Message.discover().giaddr("10.1.0.1")).yiaddr().getHostAddress())
        .startsWith("10.1.0.1");
    assertThat(desk.probed).isEmpty();
  }
}
