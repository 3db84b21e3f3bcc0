package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.BootUrls;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.dhcp.BootTarget;
import org.pixiecore.dhcp.Client;
import org.pixiecore.dhcp.server.NextStage.Target;

/** What a machine loads next, by what it is, what a person chose, and what is there. */
class BootServicesTest {

  private static final Inet4Address SERVER = Packets.address("10.0.0.5");
  private static final String FOLDER = "http://10.0.0.5:8181/_/x/";
  private static final String SCRIPT = "http://10.0.0.5:8181/_/ipxe";

  private final List<BootEvent> events = new ArrayList<>();
  private LoadChoice choice = LoadChoice.AUTO;
  private Loader chosen = Loader.IPXE;
  private BootPrograms programs = programs(Optional.of("snponly.efi"));
  private BootUrls urls = urls(true);
  private final BootServices services =
      new BootServices(() -> null, () -> programs, () -> urls, new BootReport(events::add));

  @ParameterizedTest
  @CsvSource({
    "PXE, IPXE, 'Program[name=snponly.efi, pxelinuxFolder=Optional.empty]'",
    "PXE, PXELINUX, 'Program[name=snponly.efi, pxelinuxFolder=Optional[http://10.0.0.5:8181/_/x/]]'",
    "PXE, GRUB, 'Program[name=snponly.efi, pxelinuxFolder=Optional.empty]'",
    "IPXE_LIMITED, IPXE, 'Program[name=snponly.efi, pxelinuxFolder=Optional.empty]'",
    "IPXE, IPXE, 'Script[url=http://10.0.0.5:8181/_/ipxe]'",
    "IPXE, PXELINUX, 'Program[name=snponly.efi, pxelinuxFolder=Optional[http://10.0.0.5:8181/_/x/]]'",
    "IPXE, GRUB, 'Program[name=snponly.efi, pxelinuxFolder=Optional.empty]'",
    "HTTP_BOOT, IPXE, 'HttpProgram[url=http://10.0.0.5:8181/_/x/snponly.efi]'",
    "HTTP_BOOT, GRUB, 'HttpProgram[url=http://10.0.0.5:8181/_/x/snponly.efi]'",
  })
  void whoeverAsksLoadsWhatLeadsToTheChosenLoader(Client client, Loader loader, String target) {
    chosen = loader;
    programs = programs(Optional.of("snponly.efi"));
    assertThat(ready(client)).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "PXE, auto, 'Program[name=snponly.efi, pxelinuxFolder=Optional.empty]'",
    "PXE, pxelinux, 'Program[name=lpxelinux.0, pxelinuxFolder=Optional[http://10.0.0.5:8181/_/x/]]'",
    "PXE, grub, 'Program[name=shim.efi, pxelinuxFolder=Optional.empty]'",
    "PXE, memtest.efi, 'Program[name=memtest.efi, pxelinuxFolder=Optional.empty]'",
    "IPXE_LIMITED, memtest.efi, 'Program[name=memtest.efi, pxelinuxFolder=Optional.empty]'",
    "IPXE, ipxe, 'Script[url=http://10.0.0.5:8181/_/ipxe]'",
    "IPXE, memtest.efi, 'Script[url=http://10.0.0.5:8181/_/ipxe]'",
  })
  void whatWasChosenFromTheMenuIsLoaded(Client client, String word, String target) {
    choice = LoadChoice.parse(word);
    assertThat(ready(client)).isEqualTo(target);
  }

  @Test
  void anIpxeThatWasChosenFromTheMenuGetsItsScriptWhateverIsConfigured() {
    chosen = Loader.GRUB;
    choice = LoadChoice.parse("ipxe");
    assertThat(ready(Client.IPXE)).isEqualTo("Script[url=" + SCRIPT + "]");
  }

  @Test
  void aBootProgramOfAMenuThatIsNotThereIsNamed() {
    choice = LoadChoice.parse("memtest86.efi");
    assertThat(missing(Client.PXE)).isEqualTo("no boot program memtest86.efi is installed");
  }

  @ParameterizedTest
  @EnumSource(
      value = Client.class,
      names = {"RASPBERRY_PI", "U_BOOT"})
  void whoKnowsItsFilesNamesNeedsNothingThatIsInstalled(Client client) {
    programs = null;
    urls = null;
    assertThat(((Target.Ready) target(client)).target()).isEqualTo(new BootTarget.NamedFiles());
  }

  @Test
  void pxelinuxIsToldNoFolderWhereNoHttpPortIsOpen() {
    chosen = Loader.PXELINUX;
    programs = programs(Optional.of("lpxelinux.0"));
    urls = urls(false);
    assertThat(ready(Client.PXE))
        .isEqualTo("Program[name=lpxelinux.0, pxelinuxFolder=Optional.empty]");
    urls = null;
    assertThat(ready(Client.PXE))
        .isEqualTo("Program[name=lpxelinux.0, pxelinuxFolder=Optional.empty]");
  }

  @ParameterizedTest
  @EnumSource(
      value = Client.class,
      names = {"PXE", "IPXE_LIMITED", "HTTP_BOOT"})
  void withoutAProgramForItAMachineIsToldOf(Client client) {
    programs = programs(Optional.empty());
    assertThat(missing(client)).startsWith("no boot program for it is installed");
    programs = null;
    assertThat(missing(client)).contains("no BootPrograms now", "org.pixiecore.bootloaders");
  }

  @ParameterizedTest
  @CsvSource({"HTTP_BOOT, boot program", "IPXE, script"})
  void withoutAnHttpPortWhatIsLoadedByHttpIsMissing(Client client, String what) {
    urls = urls(false);
    assertThat(missing(client)).isEqualTo("no HTTP port is open to load its " + what + " from");
    urls = null;
    assertThat(missing(client)).contains("no BootUrls now", "org.pixiecore.http");
  }

  @Test
  void ipxeGetsItsScriptWhileNobodyKnowsOfAnotherChoice() {
    programs = null;
    assertThat(ready(Client.IPXE)).isEqualTo("Script[url=" + SCRIPT + "]");
  }

  private String ready(Client client) {
    BootTarget target = ((Target.Ready) target(client)).target();
    return target instanceof BootTarget.Program program
        ? "Program[name=%s, pxelinuxFolder=%s]".formatted(program.name(), program.pxelinuxFolder())
        : target.getClass().getSimpleName() + "[url=" + target + "]";
  }

  private String missing(Client client) {
    return ((Target.Missing) target(client)).reason();
  }

  @Test
  void thatNobodyDecidesIsToldAsTheCoreCannotTellIt() {
    services.decide(machine(Client.PXE), Duration.ZERO).toCompletableFuture().join();
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            BootEvent.Unanswered.class,
            told -> {
              assertThat(told.obstacle()).isEqualTo(Obstacle.NOT_READY);
              assertThat(told.reason()).contains("no BootService now");
            });
  }

  @Test
  void whatIsMissingIsToldApart() {
    programs = programs(Optional.empty());
    assertThat(((Target.Missing) target(Client.PXE)).obstacle())
        .isEqualTo(Obstacle.NO_BOOT_PROGRAM);
    urls = urls(false);
    assertThat(((Target.Missing) target(Client.IPXE)).obstacle()).isEqualTo(Obstacle.NOT_READY);
  }

  private Target target(Client client) {
    return services.target(client.loads(), choice, machine(client), SERVER);
  }

  private static Machine machine(Client client) {
    return new Machine(
        MacAddress.parse("52:54:00:77:00:01"),
        Architecture.EFI_X86_64,
        client.firmware(),
        Optional.empty());
  }

  private BootPrograms programs(Optional<String> name) {
    return new BootPrograms() {
      @Override
      public Loader loaderFor(Machine machine) {
        return chosen;
      }

      @Override
      public Optional<BootProgram> programFor(Machine machine) {
        return name.map(file -> program(file, chosen));
      }

      @Override
      public Optional<BootProgram> programFor(Machine machine, Loader loader) {
        return switch (loader) {
          case IPXE -> Optional.of(program("ipxe.efi", loader));
          case PXELINUX -> Optional.of(program("lpxelinux.0", loader));
          case GRUB -> Optional.of(program("shim.efi", loader));
        };
      }

      @Override
      public Optional<BootProgram> named(String asked) {
        return Optional.of(program("memtest.efi", Loader.IPXE))
            .filter(program -> program.name().equals(asked));
      }
    };
  }

  private static BootProgram program(String name, Loader loader) {
    return new BootProgram(name, Path.of("/x", name), loader);
  }

  private static BootUrls urls(boolean open) {
    return new BootUrls() {
      @Override
      public Optional<String> base(InetAddress server) {
        return Optional.of("http://" + server.getHostAddress()).filter(url -> open);
      }

      @Override
      public Optional<String> script(InetAddress server, Machine machine) {
        return Optional.of(SCRIPT).filter(url -> open);
      }

      @Override
      public Optional<String> folder(InetAddress server, Machine machine) {
        return Optional.of(FOLDER).filter(url -> open);
      }
    };
  }
}
