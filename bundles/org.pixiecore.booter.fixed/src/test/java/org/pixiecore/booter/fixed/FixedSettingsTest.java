package org.pixiecore.booter.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Configuration.Problem;

class FixedSettingsTest {

  @Test
  void anEmptyConfigurationBootsNothingAndIsNoMistake() {
    Configuration empty = new Configuration(Map.of("felix.fileinstall.filename", "file:/x.cfg"));

    assertThat(FixedSettings.parse(empty).refused()).isFalse();
    assertThat(empty.problems()).isEmpty();
    assertThat(empty.unknownKeys()).isEmpty();
    assertThat(FixedSettings.parse(empty).bootsNothing()).isTrue();
  }

  @Test
  void aKernelWithInitrdsInOrderCommandLineAndMessage() {
    FixedSettings settings =
        sound(
            "kernel", "/srv/debian/vmlinuz",
            "initrd", "initrd.gz, /srv/extra/firmware.cpio ,https://mirror.example/x.img",
            "cmdline", "console=ttyS0 preseed/url={{ ID \"./preseed.cfg\" }} quiet",
            "message", "Installing");

    assertThat(settings.spec())
        .contains(
            new KernelBoot(
                BootFile.parse("/srv/debian/vmlinuz"),
                List.of(
                    BootFile.parse("/srv/debian/initrd.gz"),
                    BootFile.parse("/srv/extra/firmware.cpio"),
                    BootFile.parse("https://mirror.example/x.img")),
                new CommandLine(
                    List.of(
                        new CommandLine.Text("console=ttyS0 preseed/url="),
                        new CommandLine.FileUrl(BootFile.parse("/srv/debian/preseed.cfg")),
                        new CommandLine.Text(" quiet"))),
                Optional.of("Installing")));
    assertThat(settings.files().map(Map.Entry::getKey))
        .containsExactly("kernel", "initrd", "initrd", "initrd", "cmdline");
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/a/vmlinuz, , x, /srv/a/x", // beside the kernel
    "/srv/a/vmlinuz, /srv/b, x, /srv/b/x",
    "/srv/a/vmlinuz, /srv/b, ../x, /srv/x",
    "/srv/a/vmlinuz, /srv/b, /x, /x",
    "https://mirror.example/vmlinuz, /srv/b, ./x, /srv/b/x",
    "vmlinuz, /srv/b, x, /srv/b/x"
  })
  void relativePathsStartInTheDirectoryElseBesideTheKernel(
      String kernel, String directory, String initrd, String expected) {
    Map<String, String> keys = new HashMap<>(Map.of("kernel", kernel, "initrd", initrd));
    if (directory != null) {
      keys.put("directory", directory);
    }
    Configuration configuration = new Configuration(keys);

    KernelBoot boot = (KernelBoot) FixedSettings.parse(configuration).spec().orElseThrow();

    assertThat(boot.initrds()).containsExactly(BootFile.parse(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/efi/grubx64.efi, , /srv/efi/grubx64.efi",
    "grubx64.efi, /srv/efi, /srv/efi/grubx64.efi",
    "https://mirror.example/x.efi, , https://mirror.example/x.efi"
  })
  void aProgramWithAMessage(String program, String directory, String expected) {
    FixedSettings settings =
        sound(
            "program",
            program,
            "directory",
            directory == null ? "" : directory,
            "message",
            "Updating");

    assertThat(settings.spec())
        .contains(new BootSpec.ProgramBoot(BootFile.parse(expected), Optional.of("Updating")));
    assertThat(settings.files()).containsExactly(Map.entry("program", BootFile.parse(expected)));
    assertThat(settings).hasToString(expected);
  }

  @Test
  void theLocalDiskAndSilenceNeedNoFile() {
    assertThat(sound("boot", "local").spec()).contains(new BootSpec.LocalDisk());
    assertThat(sound("boot", "Silent").spec()).contains(new BootSpec.Silence());
    assertThat(sound("boot", "local").files()).isEmpty();
    assertThat(sound("boot", "local").bootsNothing()).isFalse();
    assertThat(sound("boot", "local")).hasToString("the local disk");
  }

  @Test
  void aScriptEndsItsLastLine() {
    assertThat(sound("ipxeScript", "#!ipxe\nsanboot --drive 0x80").spec())
        .contains(new IpxeScript("#!ipxe\nsanboot --drive 0x80\n"));
  }

  @Test
  void machinesAreAllOrThoseListed() {
    FixedSettings all = sound("kernel", "/k");
    FixedSettings some = sound("kernel", "/k", "machines", "b8:27:eb, 52:54:00:12:34:56");

    assertThat(all.include(MacAddress.parse("00:00:00:00:00:01"))).isTrue();
    assertThat(some.include(MacAddress.parse("b8:27:eb:01:02:03"))).isTrue();
    assertThat(some.include(MacAddress.parse("52:54:00:12:34:56"))).isTrue();
    assertThat(some.include(MacAddress.parse("52:54:00:12:34:57"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true, ''", "True, ''", "order 7, order 7"})
  void whatBootsOnceIsAnOrder(String once, String order) {
    FixedSettings settings = sound("kernel", "/k", "once", once);

    assertThat(settings.spec())
        .hasValueSatisfying(
            spec -> {
              assertThat(spec).isInstanceOf(BootSpec.Once.class);
              assertThat(((BootSpec.Once) spec).order()).isEqualTo(order);
            });
    assertThat(settings.files().map(Map.Entry::getKey)).containsExactly("kernel");
  }

  @Test
  void whatBootsEachTimeIsNoOrder() {
    assertThat(sound("kernel", "/k", "once", "false").spec())
        .isEqualTo(sound("kernel", "/k").spec());
  }

  @ParameterizedTest
  @CsvSource({"ranking, 7, 7", "ranking, -1, -1", "service.ranking, 5, 5"})
  void isRankedInEitherSpelling(String key, String value, int ranking) {
    assertThat(sound("kernel", "/k", key, value).ranking()).isEqualTo(ranking);
  }

  @ParameterizedTest
  @CsvSource({
    "kernel, vmlinuz, no key directory says",
    "kernel, ftp://host/vmlinuz, neither an absolute path",
    "kernel, http:///vmlinuz, host",
    "program, x.efi, no key directory says",
    "boot, disk, local or silent",
    "directory, srv, an absolute path",
    "cmdline, 'x={{ URL \"a\" }}', only ID and CONFIRM are known",
    "cmdline, 'x={{ ID a }}', malformed template",
    "ipxeScript, 'echo hello', begins with #!ipxe",
    "ipxeScriptFile, boot.ipxe, the absolute path",
    "machines, eth0, no MAC address",
    "ranking, high, a whole number"
  })
  void aMistakeIsNamedWithWhatIsAllowed(String key, String value, String allowed) {
    Map<String, String> keys = new HashMap<>();
    if (key.equals("cmdline")) {
      keys.put("kernel", "/k");
    }
    keys.put(key, value);
    Configuration configuration = new Configuration(keys);

    assertThat(FixedSettings.parse(configuration).refused()).isTrue();
    assertThat(configuration.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.key()).isEqualTo(key);
              assertThat(problem.value()).isEqualTo(value);
              assertThat(problem.allowed()).contains(allowed);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "kernel, ipxeScript, ipxeScript",
    "kernel, ipxeScriptFile, ipxeScriptFile",
    "ipxeScript, ipxeScriptFile, ipxeScriptFile",
    "ipxeScript, initrd, initrd",
    "ipxeScriptFile, cmdline, cmdline",
    "ipxeScript, message, message",
    "kernel, program, program",
    "kernel, boot, boot",
    "program, boot, boot",
    "program, initrd, initrd",
    "program, cmdline, cmdline",
    "boot, message, message",
    "boot, once, once",
    "ipxeScriptFile, once, once",
    "ipxeScript, once, once",
    "boot, ipxeScript, ipxeScript"
  })
  void whatDoesNotGoTogetherIsRefused(String one, String other, String refused) {
    Map<String, String> values =
        Map.of(
            "kernel", "/k",
            "program", "/p",
            "boot", "local",
            "initrd", "/i",
            "cmdline", "quiet",
            "message", "hello",
            "ipxeScript", "#!ipxe\nexit",
            "ipxeScriptFile", "/s.ipxe",
            "once", "true");
    Configuration configuration =
        new Configuration(Map.of(one, values.get(one), other, values.get(other)));

    assertThat(FixedSettings.parse(configuration).refused()).isTrue();
    assertThat(configuration.problems()).extracting(Problem::key).containsExactly(refused);
  }

  private static FixedSettings sound(String... keysAndValues) {
    Map<String, String> keys = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    Configuration configuration = new Configuration(keys);
    FixedSettings settings = FixedSettings.parse(configuration);
    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.unknownKeys()).isEmpty();
    return settings;
  }
}
