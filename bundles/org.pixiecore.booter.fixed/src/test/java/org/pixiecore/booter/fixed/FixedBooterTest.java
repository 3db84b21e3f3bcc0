package org.pixiecore.booter.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.LiveSettings;

class FixedBooterTest {

  @TempDir private Path directory;

  @Test
  void passesAMachineThatItIsNotFor() throws IOException {
    FixedBooter booter = booter(Map.of("kernel", "/k", "machines", "b8:27:eb"));

    assertThat(booter.bootSpec(machine("b8:27:eb:00:00:01"))).isPresent();
    assertThat(booter.bootSpec(machine("52:54:00:00:00:01"))).isEmpty();
  }

  @Test
  void passesEveryMachineWhileItBootsNothing() throws IOException {
    assertThat(booter(Map.of()).bootSpec(machine("52:54:00:00:00:01"))).isEmpty();
  }

  @Test
  void readsTheScriptFileForEachQuestion() throws IOException {
    Path file = directory.resolve("boot.ipxe");
    FixedBooter booter = booter(Map.of("ipxeScriptFile", file.toString()));
    Machine machine = machine("52:54:00:00:00:01");

    Files.writeString(file, "#!ipxe\nexit\n");
    assertThat(booter.bootSpec(machine)).contains(new IpxeScript("#!ipxe\nexit\n"));

    Files.writeString(file, "#!ipxe\nshell\n");
    assertThat(booter.bootSpec(machine)).contains(new IpxeScript("#!ipxe\nshell\n"));
  }

  @Test
  void cannotSayWhileTheScriptFileIsMissing() {
    FixedBooter booter =
        booter(Map.of("ipxeScriptFile", directory.resolve("none.ipxe").toString()));

    assertThatIOException()
        .isThrownBy(() -> booter.bootSpec(machine("52:54:00:00:00:01")))
        .withMessageContaining("none.ipxe");
  }

  @Test
  void cannotSayWhileTheScriptFileIsSomethingElse() throws IOException {
    Path file = directory.resolve("boot.ipxe");
    FixedBooter booter = booter(Map.of("ipxeScriptFile", file.toString()));

    Files.writeString(file, "echo hello\n");
    assertThatIOException()
        .isThrownBy(() -> booter.bootSpec(machine("52:54:00:00:00:01")))
        .withMessageContaining("#!ipxe");

    Files.write(file, new byte[IpxeScript.LARGEST_FILE + 1]);
    assertThatIOException()
        .isThrownBy(() -> booter.bootSpec(machine("52:54:00:00:00:01")))
        .withMessageContaining("larger");
  }

  @Test
  void keepsTheLastGoodSettingsAfterAWrongEdit() throws IOException {
    LiveSettings<FixedSettings> settings =
        new LiveSettings<>(FixedSettings::parse, Map.of("kernel", "/k"));
    FixedBooter booter = new FixedBooter(settings::current);
    Optional<BootSpec> before = booter.bootSpec(machine("52:54:00:00:00:01"));

    assertThat(settings.update(Map.of("kernel", "/other", "machines", "nonsense"))).isFalse();

    assertThat(booter.bootSpec(machine("52:54:00:00:00:01"))).isEqualTo(before).isPresent();
  }

  @Test
  void aRefusedConfigurationLeavesItsMachinesToNoOtherBooter() throws IOException {
    FixedBooter booter =
        booter(Map.of("kernel", "relative", "machines", "52:54:00", "ranking", "7"));

    assertThatIOException().isThrownBy(() -> booter.bootSpec(machine("52:54:00:00:00:01")));
    assertThat(booter.bootSpec(machine("02:00:00:00:00:01"))).isEmpty();
    assertThat(booter.reason(machine("52:54:00:00:00:01")).orElseThrow()).contains("refused");
  }

  @Test
  void whereMachinesAreRefusedItMayBeForEveryMachine() {
    FixedBooter booter = booter(Map.of("kernel", "/k", "machines", "52:54:00,nonsense"));

    assertThatIOException().isThrownBy(() -> booter.bootSpec(machine("02:00:00:00:00:01")));
  }

  @Test
  void saysWhyItAnswersOrPasses() {
    FixedBooter some = booter(Map.of("kernel", "/k", "machines", "52:54:00"));

    assertThat(some.reason(machine("52:54:00:00:00:01"))).contains("it is for [52:54:00]");
    assertThat(some.reason(machine("02:00:00:00:00:01"))).contains("its machines are [52:54:00]");
    assertThat(booter(Map.of("kernel", "/k")).reason(machine("02:00:00:00:00:01")))
        .contains("it is for every machine");
    assertThat(booter(Map.of()).reason(machine("02:00:00:00:00:01")))
        .contains("its configuration sets nothing to boot");
  }

  private static FixedBooter booter(Map<String, String> keys) {
    FixedSettings settings = FixedSettings.parse(new Configuration(keys));
    return new FixedBooter(() -> settings);
  }

  private static Machine machine(String mac) {
    return new Machine(
        MacAddress.parse(mac), Architecture.X86_BIOS, Firmware.PXE, Optional.empty());
  }
}
