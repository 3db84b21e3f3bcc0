package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.testing.FakeClock;
import org.pixiecore.dhcp.Conflict;
import org.pixiecore.dhcp.DhcpSurvey.Finding;
import org.pixiecore.dhcp.OtherServer;

class LinkSurveyTest {

  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final OtherServer DHCP = server("10.0.0.1", true);
  private static final OtherServer PROXY = server("10.0.0.9", false, Conflict.OTHER_PROXY);

  private final FakeClock clock = new FakeClock();
  private final AtomicInteger xids = new AtomicInteger(100);
  private final LinkSurvey link = new LinkSurvey(xids::incrementAndGet, clock.getAsLong());

  @Test
  void aLinkIsUnknownUntilEveryTryOfARoundHasHadItsTime() {
    for (int round = 0; round < LinkSurvey.TRIES; round++) {
      assertThat(link.ask(clock.getAsLong(), INTERVAL)).hasValue(101);
      assertThat(link.ask(clock.getAsLong(), INTERVAL)).isEmpty();
      assertThat(finding()).isInstanceOf(Finding.Unknown.class);
      clock.pass(LinkSurvey.BETWEEN_TRIES);
    }
    assertThat(link.ask(clock.getAsLong(), INTERVAL)).isEmpty();
    assertThat(finding()).isEqualTo(new Finding.Nobody(silence(LinkSurvey.TRIES)));
  }

  @Test
  void anAnswerEndsTheRoundAndCountsAtOnce() {
    link.ask(clock.getAsLong(), INTERVAL);
    link.heard(DHCP, clock.getAsLong());
    assertThat(finding()).isEqualTo(new Finding.Servers(Set.of(DHCP.address())));
    clock.pass(LinkSurvey.BETWEEN_TRIES);
    assertThat(link.ask(clock.getAsLong(), INTERVAL)).isEmpty();
    assertThat(link.next() - clock.getAsLong()).isEqualTo(INTERVAL.toNanos());
  }

  @Test
  void whatIsOverheardCountsAtOnceToo() {
    aRound();
    assertThat(finding()).isInstanceOf(Finding.Nobody.class);
    link.heard(DHCP, clock.getAsLong());
    assertThat(finding()).isInstanceOf(Finding.Servers.class);
  }

  @Test
  void whileNobodyAnswersItIsAskedAgainSoon() {
    aRound();
    assertThat(link.next() - clock.getAsLong()).isEqualTo(LinkSurvey.SOON.toNanos());
    aRound(Duration.ofSeconds(2));
    assertThat(link.next() - clock.getAsLong()).isEqualTo(Duration.ofSeconds(2).toNanos());
  }

  @Test
  void aServerIsGoneAfterTwoRoundsOfSilence() {
    link.ask(clock.getAsLong(), INTERVAL);
    link.heard(DHCP, clock.getAsLong());
    clock.pass(LinkSurvey.BETWEEN_TRIES);
    link.ask(clock.getAsLong(), INTERVAL);
    aRound();
    assertThat(finding()).isInstanceOf(Finding.Servers.class);
    aRound();
    assertThat(finding())
        .isInstanceOfSatisfying(
            Finding.Nobody.class, no -> assertThat(no.silence()).isGreaterThan(INTERVAL));
    assertThat(link.servers()).isEmpty();
  }

  @Test
  void aProxyIsNoServerOfAddresses() {
    link.ask(clock.getAsLong(), INTERVAL);
    link.heard(PROXY, clock.getAsLong());
    assertThat(finding()).isInstanceOf(Finding.Unknown.class);
    clock.pass(LinkSurvey.BETWEEN_TRIES);
    assertThat(link.ask(clock.getAsLong(), INTERVAL)).hasValue(101);
    assertThat(link.servers()).containsExactly(PROXY);
  }

  @Test
  void whatAServerSaysToDifferentMachinesIsPutTogether() {
    link.heard(server("10.0.0.1", true, Conflict.NAMES_A_BOOT_FILE), clock.getAsLong());
    link.heard(server("10.0.0.1", false, Conflict.OTHER_PROXY), clock.getAsLong());
    link.heard(DHCP, clock.getAsLong());
    assertThat(link.servers())
        .containsExactly(
            server("10.0.0.1", true, Conflict.NAMES_A_BOOT_FILE, Conflict.OTHER_PROXY));
  }

  @Test
  void aConflictThatTwoRoundsDoNotShowIsForgotten() {
    link.heard(server("10.0.0.1", true, Conflict.NAMES_A_BOOT_FILE), clock.getAsLong());
    for (int round = 0; round < 3; round++) {
      clock.pass(Duration.ofNanos(link.next() - clock.getAsLong()));
      link.ask(clock.getAsLong(), INTERVAL);
      clock.pass(Duration.ofSeconds(1));
      link.heard(DHCP, clock.getAsLong());
      clock.pass(LinkSurvey.BETWEEN_TRIES);
      link.ask(clock.getAsLong(), INTERVAL);
    }
    assertThat(link.servers()).containsExactly(DHCP);
  }

  @Test
  void aLinkThatCannotBeAskedIsUnknownAndSaysWhy() {
    aRound();
    link.failed("eth0 is down");
    assertThat(finding()).isEqualTo(new Finding.Unknown("eth0 is down"));
    link.succeeded();
    assertThat(finding()).isInstanceOf(Finding.Nobody.class);
  }

  @Test
  void forgedServersPushOutTheOldestAndNoMemoryGrows() {
    for (int i = 1; i < 200; i++) {
      link.heard(server("10.0.1." + i, true), clock.getAsLong());
    }
    assertThat(link.servers()).hasSize(LinkSurvey.MOST_SERVERS);
    assertThat(link.servers().get(LinkSurvey.MOST_SERVERS - 1))
        .isEqualTo(server("10.0.1.199", true));
  }

  @Test
  void eachRoundHasAnXidOfItsOwn() {
    assertThat(link.isAsking(0)).isFalse();
    aRound();
    assertThat(link.isAsking(101)).isTrue();
    aRound();
    assertThat(link.isAsking(101)).isFalse();
    assertThat(link.isAsking(102)).isTrue();
  }

  private void aRound() {
    aRound(INTERVAL);
  }

  private void aRound(Duration interval) {
    clock.pass(Duration.ofNanos(link.next() - clock.getAsLong()));
    for (int round = 0; round < LinkSurvey.TRIES; round++) {
      assertThat(link.ask(clock.getAsLong(), interval)).isPresent();
      clock.pass(LinkSurvey.BETWEEN_TRIES);
    }
    assertThat(link.ask(clock.getAsLong(), interval)).isEmpty();
  }

  private Finding finding() {
    return link.finding(clock.getAsLong());
  }

  private static Duration silence(int tries) {
    return LinkSurvey.BETWEEN_TRIES.multipliedBy(tries);
  }

  private static OtherServer server(String address, boolean gives, Conflict... conflicts) {
    return new OtherServer(Packets.address(address), gives, Set.of(conflicts));
  }
}
