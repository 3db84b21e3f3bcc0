package org.pixiecore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @Test
  void theSubnetIsToldByTheRelayBeforeTheServersAddress() {
    RelayAgent relay = new RelayAgent(address("10.9.0.1"), Optional.empty(), Optional.empty());

    assertThat(Network.UNKNOWN.subnetAddress()).isEmpty();
    assertThat(network(Optional.empty()).subnetAddress()).contains(address("10.1.0.2"));
    assertThat(network(Optional.of(relay)).subnetAddress()).contains(address("10.9.0.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "xy", "0A", "00:01"})
  void aRelaysIdentifierIsHexadecimal(String identifier) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RelayAgent(address("10.9.0.1"), Optional.of(identifier), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RelayAgent(address("10.9.0.1"), Optional.empty(), Optional.of(identifier)));
  }

  private static Network network(Optional<RelayAgent> relay) {
    return new Network(Optional.of("eth0"), Optional.of(address("10.1.0.2")), relay);
  }

  private static Inet4Address address(String literal) {
    try {
      return (Inet4Address) InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
