package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.Configuration;

/** Configurations that name no directory. */
class LdapBooterTest {

  private static final Machine MACHINE =
      new Machine(
          MacAddress.parse("52:54:00:12:34:56"),
          Architecture.EFI_X86_64,
          Firmware.PXE,
          Optional.empty());

  @Test
  void withoutAnyKeyItPasses() throws Exception {
    LdapBooter booter = booter(Map.of());

    assertThat(booter.bootSpec(MACHINE)).isEmpty();
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("asks no directory");
  }

  /** The next booter may install what the directory would leave alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "servers | http://ldap.example", // no LDAP server
        "servers | ldap://ldap.example", // no base
        "base    | dc=example", // no servers
        "ranking | high"
      })
  void aRefusedConfigurationLeavesMachinesToNoOtherBooter(String key, String value) {
    LdapBooter booter = booter(Map.of(key, value));

    assertThatIOException()
        .isThrownBy(() -> booter.bootSpec(MACHINE))
        .withMessage("its configuration is refused: see the log");
  }

  private static LdapBooter booter(Map<String, String> properties) {
    LdapSettings settings = LdapSettings.parse(new Configuration(properties));
    return new LdapBooter(() -> new LdapBooter.Source(Optional.empty(), settings));
  }
}
