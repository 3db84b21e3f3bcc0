package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "ldap://a,              ldap://a:389",
    "ldaps://A.example,     ldaps://a.example:636",
    "LDAPS://a:1636/,       ldaps://a:1636",
    "'ldap://[2001:db8::1]', 'ldap://[2001:db8::1]:389'"
  })
  void aUrlNamesHostAndPort(String url, String server) {
    assertThat(ServerAddress.parse(url)).hasToString(server);
  }

  @Test
  void anIpv6AddressIsWithoutBrackets() {
    assertThat(ServerAddress.parse("ldap://[2001:db8::1]").host()).isEqualTo("2001:db8::1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "http://a",
        "ldap:a",
        "ldap://",
        "ldap://a:0",
        "ldap://a:70000",
        "ldap://a/dc=x",
        "ldap://a?x",
        "ldap://u@a",
        "ldap://a b"
      })
  void anythingElseIsRefused(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> ServerAddress.parse(url));
  }
}
