package org.pixiecore.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.168.1.5:8181",
        "127.0.0.1",
        "[fe80::1]:8181",
        "[::1]",
        "localhost:8181",
        "pxe",
        "PXE:8181",
        "pxe.local",
        "pxe.local.",
        "pxe.lan:8181",
        "pxe.site.internal"
      })
  void nobodyInTheInternetHasALocalName(String host) {
    assertThat(Names.LOCAL.include(Names.in(host))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8181",
        "pxe.local.evil.example",
        "192.168.1.5.evil.example",
        "evillocal.example",
        "1.2.3.4.5",
        "[::1].evil.example"
      })
  void whoHasANameInTheInternetCanLetItPointHere(String host) {
    assertThat(Names.LOCAL.include(Names.in(host))).isFalse();
  }

  @Test
  void whatIsNamedIsThatNameAlone() {
    Names named = Names.parse("pxe.Example.com");
    assertThat(named.include(Names.in("PXE.example.com:8181"))).isTrue();
    assertThat(named.include(Names.in("other.example.com"))).isFalse();
    assertThat(named.include(Names.in("pxe.example.com.evil.example"))).isFalse();
  }

  @Test
  void allAreAll() {
    assertThat(Names.parse("all").include(Names.in("evil.example"))).isTrue();
    assertThat(Names.parse("local")).isSameAs(Names.LOCAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://pxe.example.com", "pxe.example.com:8181", "a b", "*.example"})
  void whatIsNoNameIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Names.parse(text));
  }
}
