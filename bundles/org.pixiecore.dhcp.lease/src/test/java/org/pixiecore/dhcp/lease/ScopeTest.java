package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.dhcp.AddressServer.Link;

/** Which addresses are meant where. */
class ScopeTest {

  @ParameterizedTest
  @CsvSource({
    // the link's subnet has what lies in it
    "10.0.0.100-10.0.0.200, 10.0.0.1, 24, '[10.0.0.100-10.0.0.200]'",
    "10.0.0.0/16, 10.0.3.1, 24, '[10.0.3.1-10.0.3.254]'",
    // the upper half, less the broadcast address, and not all of a large one
    "upper-half, 192.168.1.5, 24, '[192.168.1.128-192.168.1.254]'",
    "upper-half, 10.0.0.1, 8, '[10.128.0.0-10.128.3.255]'",
    "upper-half, 10.0.0.1, 30, '[10.0.0.2-10.0.0.2]'"
  })
  void aLinkHasTheRangesOfItsSubnet(String ranges, String address, int prefix, String expected) {
    assertThat(scope(ranges, address, prefix, Message.discover()).orElseThrow().ranges())
        .asString()
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.100-10.0.0.200, 10.9.0.1, 24",
    "upper-half, 10.0.0.1, 31",
    "upper-half, 10.0.0.1, 32",
    // RFC 3927 section 1.6
    "upper-half, 169.254.3.4, 16"
  })
  void thereMayBeNone(String ranges, String address, int prefix) {
    assertThat(scope(ranges, address, prefix, Message.discover())).isEmpty();
  }

  @Test
  void aRelaysSubnetIsTheOneWrittenWithItsPrefix() {
    String ranges = "10.0.0.100-10.0.0.200, 10.1.0.100-10.1.0.200/24, upper-half";
    Scope relayed =
        scope(ranges, "10.0.0.1", 24, Message.discover().giaddr("10.1.0.1")).orElseThrow();
    assertThat(relayed.subnet().toString()).isEqualTo("10.1.0.0/24");
    assertThat(relayed.ranges().toString()).isEqualTo("[10.1.0.100-10.1.0.200]");
    assertThat(relayed.relayed()).isTrue();
    assertThat(scope(ranges, "10.0.0.1", 24, Message.discover().giaddr("10.2.0.1"))).isEmpty();
  }

  @Test
  void reservationsAloneAreEnough() {
    LeaseSettings settings =
        LeaseSettings.parse(
            new Configuration(Map.of("reservations", "52:54:00:77:00:01=10.0.0.50")));
    assertThat(Scope.of(settings, Message.discover().packet(), Desk.LINK).orElseThrow().ranges())
        .isEmpty();
    assertThat(
            Scope.of(
                settings,
                Message.discover().packet(),
                new Link("eth1", Ipv4.parse("10.9.0.1"), 24)))
        .isEmpty();
  }

  private static Optional<Scope> scope(String ranges, String address, int prefix, Message message) {
    LeaseSettings settings = LeaseSettings.parse(new Configuration(Map.of("ranges", ranges)));
    return Scope.of(settings, message.packet(), new Link("eth0", Ipv4.parse(address), prefix));
  }
}
