package org.pixiecore.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterfacesTest {

  @ParameterizedTest
  @CsvSource({
    "'', eth0, 192.0.2.1, true",
    "eth0, eth0, 192.0.2.1, true",
    "eth0, eth1, 192.0.2.1, false",
    "eth0, eth0.100, 192.0.2.1, false",
    "'eth1, eth0', eth0, 192.0.2.1, true",
    "192.0.2.1, eth0, 192.0.2.1, true",
    "192.0.2.1, eth0, 192.0.2.2, false",
    "2001:db8::1, eth0, 2001:db8:0:0:0:0:0:1, true",
    "2001:DB8::1, eth0, 2001:db8::1, true",
    "2001:db8::1, eth0, 2001:db8::2, false",
    "fe80::1, lo, fe80::1%1, true"
  })
  void areChosenByNameOrAddress(String chosen, String name, String address, boolean included)
      throws UnknownHostException {
    Configuration configuration = new Configuration(Map.of("interfaces", chosen));
    Interfaces interfaces = Interfaces.read(configuration, "interfaces");

    assertThat(configuration.problems()).isEmpty();
    assertThat(interfaces.include(name, InetAddress.getByName(address))).isEqualTo(included);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eth0 eth1", "eth0/24", "1::2::3", "averyveryverylongname"})
  void whatIsNeitherIsRefused(String chosen) {
    Configuration configuration = new Configuration(Map.of("interfaces", chosen));
    Interfaces.read(configuration, "interfaces");

    assertThat(configuration.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.value()).isEqualTo(chosen);
              assertThat(problem.allowed()).startsWith(Interfaces.ALLOWED);
            });
  }
}
