package org.pixiecore.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationKeyTest {

  @ParameterizedTest
  @CsvSource({
    "hunter2, (hidden)",
    "env:TOKEN, env:TOKEN",
    "file:/run/token, file:/run/token",
    "file:relative, (hidden)"
  })
  void ofASecretOnlyWhereItIsKeptIsShown(String value, String shown) {
    assertThat(key("bindDn", true, value).shown()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"cmdline", "ipxeScript", "apiToken", "userPassword", "headers"})
  void whatMayHoldASecretIsHidden(String name) {
    assertThat(key(name, false, "root=/dev/sda password=x").shown()).isEqualTo("(hidden)");
  }

  @ParameterizedTest
  @CsvSource({
    "url, http://ada:pw@host/path?key=1, http://…@host/path?…",
    "kernel, /srv/boot/vmlinuz, /srv/boot/vmlinuz",
    "ipxeScriptFile, /srv/menu.ipxe, /srv/menu.ipxe"
  })
  void urlsAreShownWithoutTheirSecrets(String name, String value, String shown) {
    assertThat(key(name, false, value).shown()).isEqualTo(shown);
  }

  @Test
  void whatIsNotSetIsShownAsItsDefault() {
    ConfigurationKey key = new ConfigurationKey("port", "UDP port", false, "69", Optional.empty());

    assertThat(key.json().toString())
        .isEqualTo(
            "{\"key\":\"port\",\"description\":\"UDP port\",\"value\":\"69\",\"default\":true}");
  }

  @Test
  void anUnsetSecretIsEmpty() {
    assertThat(new ConfigurationKey("token", "", true, "", Optional.empty()).shown()).isEmpty();
  }

  private static ConfigurationKey key(String name, boolean secret, String value) {
    return new ConfigurationKey(name, "", secret, "", Optional.of(value));
  }
}
