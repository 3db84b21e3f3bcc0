package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.config.Configuration;

class LeaseSettingsTest {

  @Test
  void givesNothingUnlessItIsToldTo() {
    LeaseSettings settings = parse(Map.of());
    assertThat(settings.mode()).isEqualTo(Mode.PROXY);
    assertThat(settings.pools()).isEmpty();
    assertThat(settings.leaseFile().toString()).endsWith("pixiecore/leases");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.100-10.0.0.200, 10.0.0.100, 10.0.0.200, ",
    "10.0.0.100 - 10.0.0.200/24, 10.0.0.100, 10.0.0.200, 10.0.0.0/24",
    "10.0.0.128/25, 10.0.0.129, 10.0.0.254, 10.0.0.128/25",
    "10.0.0.7, 10.0.0.7, 10.0.0.7, "
  })
  void aRangeIsWrittenInSeveralWays(String text, String first, String last, String subnet) {
    Pool.Between pool = (Pool.Between) parse(Map.of("ranges", text)).pools().get(0);
    assertThat(pool.range().toString()).isEqualTo(first + "-" + last);
    assertThat(pool.subnet().map(Subnet::toString)).isEqualTo(Optional.ofNullable(subnet));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.200-10.0.0.100",
        "10.0.0.300",
        "10.0.0.1-10.0.1.9/24",
        "10.0.0.0/33",
        "10.0.0.0/31",
        "10.0.0.0/8",
        "10.0.0.1-",
        "half"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThat(problems(Map.of("ranges", text))).contains("ranges");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "52:54:00:12:34:56",
        "52:54:00:12:34:56=10.0.0",
        "52:54:00:12:34=10.0.0.50",
        "52:54:00:12:34:56=224.0.0.1",
        "52:54:00:12:34:56=10.0.0.50=no name",
        "52:54:00:12:34:56=10.0.0.50, 52:54:00:12:34:57=10.0.0.50"
      })
  void whatIsNoReservationIsRefused(String text) {
    assertThat(problems(Map.of("reservations", text))).contains("reservations");
  }

  @Test
  void aMachineMayHaveAReservedAddressInEachSubnet() {
    Reservations reservations =
        parse(
                Map.of(
                    "reservations",
                    "52:54:00:12:34:56=10.0.0.50=node1, 52-54-00-12-34-56=10.1.0.50"))
            .reservations();
    assertThat(reservations.of(Ipv4.parse("10.0.0.50")).flatMap(Reservation::name))
        .contains("node1");
    assertThat(
            reservations
                .of(MacAddress.parse("52:54:00:12:34:56"), Subnet.of(Ipv4.parse("10.1.0.1"), 24))
                .map(Reservation::address))
        .contains(Ipv4.parse("10.1.0.50"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "auto"})
  void withoutAnAddressToGiveNoneIsGivenAndAPersonIsTold(String mode) {
    assertThat(problems(Map.of("mode", mode))).containsExactly("ranges");
    Configuration configuration = new Configuration(Map.of("mode", mode));
    assertThat(LeaseSettings.parse(configuration).mode()).isEqualTo(Mode.PROXY);
    assertThat(configuration.problems().get(0).allowed()).contains("upper-half", "mode " + mode);
    assertThat(problems(Map.of("mode", mode, "reservations", "52:54:00:12:34:56=10.0.0.50")))
        .isEmpty();
  }

  @Test
  void aRangeThatIsRefusedIsNoMissingOneToo() {
    Map<String, Object> wrong = Map.of("mode", "auto", "ranges", "half");
    assertThat(problems(wrong)).containsExactly("ranges");
    assertThat(LeaseSettings.parse(new Configuration(wrong)).mode()).isEqualTo(Mode.PROXY);
  }

  @Test
  void aUsualTimeThatIsSetAloneMovesTheLimitsOutOfItsWay() {
    LeaseSettings.Times brief = parse(Map.of("leaseTime", "120")).times();
    assertThat(brief.granted(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(120));
    assertThat(problems(Map.of("leaseTime", "120", "shortestLease", "600")))
        .containsExactly("leaseTime");
    assertThat(problems(Map.of("shortestLease", "9000", "longestLease", "8000")))
        .containsExactly("leaseTime");
  }

  private static LeaseSettings parse(Map<String, Object> properties) {
    Configuration configuration = new Configuration(properties);
    LeaseSettings settings = LeaseSettings.parse(configuration);
    assertThat(configuration.problems()).isEmpty();
    return settings;
  }

  private static List<String> problems(Map<String, Object> properties) {
    Configuration configuration = new Configuration(properties);
    LeaseSettings.parse(configuration);
    return configuration.problems().stream().map(Configuration.Problem::key).toList();
  }
}
