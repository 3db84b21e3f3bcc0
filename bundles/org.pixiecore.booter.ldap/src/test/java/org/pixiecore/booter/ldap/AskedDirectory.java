package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.Configuration;

/** A booter as a configuration makes it, and its directory. */
final class AskedDirectory implements AutoCloseable {

  private final LdapBooter booter;
  private final Directory directory;

  AskedDirectory(Map<String, String> properties) {
    Configuration configuration = new Configuration(properties);
    LdapSettings settings = LdapSettings.parse(configuration);
    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.unknownKeys()).isEmpty();
    directory = new Directory("test", settings.servers());
    booter = new LdapBooter(() -> new LdapBooter.Source(Optional.of(directory), settings));
  }

  /** Settings and more of them, which come first. */
  static Map<String, String> with(Map<String, String> settings, String... keysAndValues) {
    Map<String, String> all = new HashMap<>(settings);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      all.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return all;
  }

  Optional<BootSpec> spec(String mac) throws IOException, InterruptedException {
    return booter.bootSpec(machine(mac));
  }

  String reason(String mac) throws IOException, InterruptedException {
    return booter.reason(machine(mac)).orElseThrow();
  }

  private static Machine machine(String mac) {
    return new Machine(
        MacAddress.parse(mac), Architecture.EFI_X86_64, Firmware.PXE, Optional.empty());
  }

  @Override
  public void close() {
    directory.close();
  }
}
