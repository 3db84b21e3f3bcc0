package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.dhcp.DhcpSurvey;
import org.pixiecore.dhcp.DhcpSurvey.Finding;

/** Never two servers by accident. */
class LinksTest {

  private static final Inet4Address OTHER = Ipv4.parse("10.0.0.9");
  private static final Finding SERVERS = new Finding.Servers(Set.of(OTHER));

  private final FakeClock clock = new FakeClock();
  private final RecordedLog lines = new RecordedLog();
  private Mode mode = Mode.AUTO;
  private Finding finding = new Finding.Unknown("the interface is new");
  private DhcpSurvey survey = interfaceName -> finding;
  private final Links links =
      new Links(() -> mode, () -> survey, clock, new LeaseLog(lines.logger(), System::nanoTime));

  @ParameterizedTest
  @CsvSource({
    "PROXY, nobody, false",
    "PROXY, servers, false",
    "SERVER, nobody, true",
    "SERVER, servers, true",
    "SERVER, unknown, true",
    "AUTO, nobody, true",
    "AUTO, servers, false",
    "AUTO, unknown, false"
  })
  void addressesAreGivenByModeAndByWhatIsFound(Mode set, String found, boolean given) {
    mode = set;
    finding =
        switch (found) {
          case "nobody" -> new Finding.Nobody(Service.SILENCE);
          case "servers" -> SERVERS;
          default -> finding;
        };
    assertThat(links.on("eth0").isGiven()).isEqualTo(given);
  }

  @Test
  void nobodyMustHaveAnsweredForSomeTime() {
    finding = new Finding.Nobody(Service.SILENCE.minusMillis(1));
    assertThat(links.on("eth0")).isEqualTo(new Service.Listening());
    finding = new Finding.Nobody(Service.SILENCE);
    assertThat(links.on("eth0")).isEqualTo(new Service.Given());
  }

  @Test
  void withoutASurveyNothingIsGiven() {
    survey = null;
    assertThat(links.on("eth0")).isInstanceOf(Service.Unsure.class);
    mode = Mode.SERVER;
    assertThat(links.on("eth0").isGiven()).isTrue();
  }

  @Test
  void aServerThatComesBackIsLeftTimeToStart() {
    finding = new Finding.Nobody(Service.SILENCE);
    assertThat(links.on("eth0").isGiven()).isTrue();
    finding = SERVERS;
    assertThat(links.on("eth0")).isEqualTo(new Service.LeftTo(Set.of(OTHER)));
    finding = new Finding.Nobody(Duration.ofMinutes(1));
    clock.passes(Duration.ofMinutes(1));
    assertThat(links.on("eth0")).isEqualTo(new Service.AfterAServer());
    clock.passes(Service.SILENCE_AFTER_A_SERVER);
    assertThat(links.on("eth0").isGiven()).isTrue();
  }

  @Test
  void anotherServersOfferThatIsTakenCountsAsThatServer() {
    finding = new Finding.Nobody(Service.SILENCE);
    links.anotherServer("eth0", OTHER);
    assertThat(links.on("eth0")).isEqualTo(new Service.AfterAServer());
    assertThat(links.on("eth1").isGiven()).as("another link").isTrue();
  }

  @Test
  void aLinkThatGoesDownWhileTheRouterStartsAnewForgetsNoServer() {
    finding = new Finding.Nobody(Service.SILENCE);
    links.anotherServer("eth0", OTHER);
    links.look(List.of(), List.of());
    links.look(List.of("eth0"), List.of("eth0"));
    assertThat(links.on("eth0")).isEqualTo(new Service.AfterAServer());
  }

  /** At every start the survey comes a moment later, and has asked nobody yet. */
  @Test
  void whatIsNotKnownYetIsNoNewsUntilItHasLasted() {
    survey = null;
    links.on("eth0");
    clock.passes(Duration.ofSeconds(1));
    survey = interfaceName -> finding;
    links.on("eth0");
    clock.passes(Links.UNSURE_IS_NEWS_AFTER.minusSeconds(1).minusMillis(1));
    links.on("eth0");
    assertThat(lines.lines()).isEmpty();
    clock.passes(Duration.ofMillis(1));
    links.on("eth0");
    links.on("eth0");
    assertThat(lines.lines()).singleElement().asString().contains("eth0: ", "the interface is new");
  }

  @Test
  void whatIsKnownForAMomentLeavesWhatIsNotKnownTimeAnew() {
    links.on("eth0");
    clock.passes(Links.UNSURE_IS_NEWS_AFTER.minusMillis(1));
    Finding unknown = finding;
    finding = new Finding.Nobody(Service.SILENCE);
    links.on("eth0");
    clock.passes(Duration.ofMillis(1));
    finding = unknown;
    links.on("eth0");
    assertThat(lines.lines()).singleElement().asString().contains("no other DHCP server");
    links.look(List.of(), List.of());
    clock.passes(Links.UNSURE_IS_NEWS_AFTER);
    links.on("eth0");
    assertThat(lines.lines()).as("an interface that is back").hasSize(1);
  }

  /** Where only relays ask, nobody looks between two requests. */
  @Test
  void whatHoldsIsSaidOnceAndAgainWhenTheInterfaceIsBack() {
    mode = Mode.SERVER;
    links.on("eth0");
    links.look(List.of("eth0"), List.of());
    links.on("eth0");
    assertThat(lines.lines()).hasSize(1);
    links.look(List.of(), List.of());
    links.on("eth0");
    assertThat(lines.lines()).hasSize(2);
  }

  @Test
  void aFloodOfServersFillsNoLog() {
    for (int i = 1; i < 200; i++) {
      finding = new Finding.Servers(Set.of(Ipv4.parse("10.0.1." + i)));
      links.on("eth0");
    }
    assertThat(lines.lines()).hasSize(10).first().asString().contains("10.0.1.1");
  }

  @Test
  void everyServiceIsExplained() {
    for (Service service :
        List.of(
            new Service.Ordered(),
            new Service.Given(),
            new Service.GivenBeside(Set.of(OTHER)),
            new Service.LeftTo(Set.of(OTHER)),
            new Service.AfterAServer(),
            new Service.Listening(),
            new Service.Unsure("it is down"),
            new Service.Off())) {
      assertThat(service.words()).isNotBlank().doesNotContain("Service");
    }
    assertThat(new Service.GivenBeside(Set.of(OTHER)).words()).contains("10.0.0.9");
    assertThat(new Service.Unsure("it is down").words()).contains("it is down");
  }
}
