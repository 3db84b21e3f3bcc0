package org.pixiecore.booter.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.Configuration;

/** Booters and machines for tests. */
final class Booters {

  /** A machine of which little is known. */
  static final Machine MACHINE = machine("01:02:03:04:05:06");

  /** What boots {@link #KERNEL}. */
  static final String DOCUMENT = "{\"kernel\": \"http://files.local/k\"}";

  static final BootSpec KERNEL =
      new KernelBoot(
          BootFile.parse("http://files.local/k"), List.of(), CommandLine.EMPTY, Optional.empty());

  private Booters() {}

  static Machine machine(String mac) {
    return new Machine(
        MacAddress.parse(mac), Architecture.EFI_X86_64, Firmware.PXE, Optional.empty());
  }

  /** With the first half of each pause left to no chance, so that they are the shortest. */
  static ApiBooter booter(Time time, URI url, String... keysAndValues) {
    return new ApiBooter(settings(url, keysAndValues), new Backoff(() -> 0), time);
  }

  static ApiSettings settings(URI url, String... keysAndValues) {
    Map<String, String> keys = new HashMap<>();
    keys.put("url", url.toString());
    // a machine that is busy with other tests too is no reason to ask again
    keys.put("requestTimeout", "20000");
    keys.put("questionTimeout", "30000");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    Configuration configuration = new Configuration(keys);
    ApiSettings settings = ApiSettings.parse(configuration);
    assertThat(configuration.problems()).isEmpty();
    return settings;
  }
}
