package org.pixiecore.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownSettingTest {

  @ParameterizedTest
  @ValueSource(strings = {"cmdline", "ipxeScript", "apiToken", "tokens", "userPassword", "headers"})
  void whatMayHoldASecretIsHidden(String key) {
    assertThat(ShownSetting.of(key, "password=hunter2", false)).isEqualTo("(hidden)");
    assertThat(ShownSetting.of(key, "", false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "hunter2, (hidden)",
    "'', (hidden)",
    "env:TOKEN, env:TOKEN",
    "file:/run/token, file:/run/token",
    "file:relative, (hidden)"
  })
  void ofASecretOnlyWhereItIsKeptIsShown(String value, String shown) {
    assertThat(ShownSetting.of("bindDn", value, true)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "http://ada:pw@host/path?key=1, http://…@host/path?…",
    "/srv/boot/vmlinuz, /srv/boot/vmlinuz"
  })
  void urlsAreShownWithoutTheirSecrets(String value, String shown) {
    assertThat(ShownSetting.of("kernel", value, false)).isEqualTo(shown);
  }
}
