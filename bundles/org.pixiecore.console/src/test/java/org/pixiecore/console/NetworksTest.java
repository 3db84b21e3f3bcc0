package org.pixiecore.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.config.Configuration;

class NetworksTest {

  @ParameterizedTest
  @CsvSource({
    "private, 127.0.0.1, true",
    "private, ::1, true",
    "private, 10.1.2.3, true",
    "private, 172.31.0.1, true",
    "private, 192.168.1.1, true",
    "private, 169.254.1.1, true",
    "private, fd00::1, true",
    "private, fe80::1, true",
    "private, 172.32.0.1, false",
    "private, 192.0.2.1, false",
    "private, 2001:db8::1, false",
    "all, 192.0.2.1, true",
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "10.0.0.0/9, 10.127.0.1, true",
    "10.0.0.0/9, 10.128.0.1, false",
    "0.0.0.0/0, 192.0.2.1, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false"
  })
  void anAddressIsInANetwork(String network, String address, boolean included) throws Exception {
    assertThat(Networks.parse(network).include(InetAddress.getByName(address))).isEqualTo(included);
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "10.0.0.0/33", "10.0", "10.0.0.256", "::1/129", "/8", "1"})
  void whatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Networks.parse(text));
  }

  @Test
  void unlessSomebodySaysOtherwisePrivateNetworksSeeThePage() {
    ConsoleSettings settings = ConsoleSettings.read(new Configuration(Map.of()));

    assertThat(settings.networks()).containsExactly(Networks.PRIVATE);
    assertThat(settings.readOnlyFor()).isEqualTo(ConsoleSettings.Readers.EVERYONE);
  }
}
