package org.pixiecore.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.Machine;

/** What PXELINUX reads, by HTTP and by TFTP. */
class PxelinuxTest {

  private static final BootFile KERNEL = BootFile.of(Path.of("/srv/vmlinuz"));
  private static final BootFile INITRD = BootFile.of(Path.of("/srv/initrd.gz"));
  private static final BootFile SECOND = BootFile.of(Path.of("/srv/second.cpio"));
  private static final BootFile REMOTE = new BootFile(URI.create("http://mirror/vmlinuz"));
  private static final BootFile PRESEED = BootFile.of(Path.of("/srv/preseed.cfg"));
  private static final CommandLine COMMAND_LINE =
      new CommandLine(
          List.of(
              new CommandLine.Text("console=ttyS0 url="),
              new CommandLine.FileUrl(PRESEED),
              new CommandLine.Text(" --- quiet")));
  private static final UUID SOME_UUID = UUID.fromString("12345678-9abc-def0-1234-56789abcdef0");
  private static final Machine MACHINE =
      new Machine(TestCore.MAC, Architecture.X86_BIOS, Firmware.PXE, Optional.of(SOME_UUID));
  private static final String DEFAULT = "pxelinux.cfg/default";

  private final TestCore core = new TestCore();
  private KnownLoaders loaders;

  @BeforeEach
  void start() {
    loaders = new KnownLoaders(Map.of(), core.core);
  }

  @Test
  void byHttpFilesAreUrlsAndTheNoticeIsTheLastInitrd() {
    boots(kernel(KERNEL, List.of(INITRD, SECOND)));

    String file = TestCore.BASE + "/pixiecore/file/";
    String mac = "?mac=52:54:00:77:00:01";
    assertThat(text(TestCore.byHttp(MACHINE, DEFAULT)))
        .isEqualTo(
            """
            DEFAULT boot
            SAY Hello
            SAY there
            LABEL boot
            LINUX %1$ssealed-vmlinuz/vmlinuz%2$s
            INITRD %1$ssealed-initrd.gz/initrd.gz%2$s,%1$ssealed-second.cpio/second.cpio%2$s,booted/none/static-lab/vmlinuz
            APPEND console=ttyS0 url=%1$ssealed-preseed.cfg/preseed.cfg --- quiet
            LABEL again
            CONFIG pxelinux.cfg/default
            TIMEOUT 50
            ONTIMEOUT again
            """
                .formatted(file, mac));
    Machine asked = core.asked.get(0);
    assertThat(asked.firmware()).isEqualTo(Firmware.PXELINUX);
    assertThat(asked.stage()).isEqualTo(BootStage.SCRIPT);
    assertThat(asked.uuid()).contains(SOME_UUID);
  }

  /** The rest of a line that is too long for Syslinux would be its next command. */
  @Test
  void aMessagesLongLineIsSaidInPieces() {
    boots(
        new BootSpec.KernelBoot(
            KERNEL, List.of(), CommandLine.EMPTY, Optional.of("x".repeat(1200) + "\n\nend")));

    assertThat(text(TestCore.byHttp(MACHINE, DEFAULT)))
        .startsWith(
            "DEFAULT boot\nSAY %1$s\nSAY %1$s\nSAY %2$s\nSAY\nSAY end\nLABEL boot\n"
                .formatted("x".repeat(500), "x".repeat(200)));
  }

  /** The kernel's user space fetches the URLs on the command line, and has no TFTP. */
  @Test
  void byTftpFilesAreInTheMachinesFolderAndUrlsOnTheCommandLineAreOfHttp() {
    boots(kernel(KERNEL, List.of(INITRD)));

    assertThat(text(TestCore.byTftp("pxelinux.cfg/01-52-54-00-77-00-01")))
        .contains("\nLINUX file/sealed-vmlinuz/vmlinuz\n")
        .contains("\nINITRD file/sealed-initrd.gz/initrd.gz,booted/none/static-lab/vmlinuz\n")
        .contains(" url=" + TestCore.BASE + "/pixiecore/file/sealed-preseed.cfg/preseed.cfg ")
        .contains("\nCONFIG pxelinux.cfg/01-52-54-00-77-00-01\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default",
        "01-52-54-00-77-00-01",
        "12345678-9abc-def0-1234-56789abcdef0",
        "0A4D0064",
        "0A4D",
        "0"
      })
  void inAMachinesFolderEveryNameIsItsOwn(String name) {
    boots(kernel(KERNEL, List.of()));

    assertThat(text(TestCore.byTftp("pxelinux.cfg/" + name))).contains("LABEL boot");
    assertThat(core.asked.get(0).mac()).isEqualTo(TestCore.MAC);
  }

  /** PXELINUX goes on to the next name, and nobody need read of it. */
  @ParameterizedTest
  @ValueSource(strings = {"default", "12345678-9abc-def0-1234-56789abcdef0", "0A4D0064", "0"})
  void elsewhereNamesThatTellNoMachineAreQuietlyNotFound(String name) {
    assertThat(find(TestCore.byTftpWithoutFolder("pxelinux.cfg/" + name)))
        .isEqualTo(new LoaderFile.Absent(""));
    assertThat(core.asked).isEmpty();
  }

  @Test
  void anyOtherNameIsNoConfiguration() {
    assertThat(find(TestCore.byTftp("pxelinux.cfg/passwd"))).isInstanceOf(LoaderFile.Absent.class);
    assertThat(find(TestCore.byTftp("pxelinux.cfg/default/x")))
        .isInstanceOf(LoaderFile.Absent.class);
    assertThat(core.asked).isEmpty();
  }

  @Test
  void whatWasSeenByDhcpIsKnownByTftpToo() {
    core.lastSeen = Optional.of(MACHINE);
    boots(kernel(KERNEL, List.of()));

    assertThat(text(TestCore.byTftp(DEFAULT))).contains("LABEL boot");
    assertThat(core.asked.get(0).uuid()).contains(SOME_UUID);
  }

  @Test
  void aTicketIsSpentByTheLastInitrdUnlessTheCommandLineConfirms() {
    boots(kernel(KERNEL, List.of()), Optional.of(TestCore.GOOD_TICKET));
    assertThat(text(TestCore.byTftp(DEFAULT)))
        .contains("INITRD booted/good-ticket/static-lab/vmlinuz\n");

    boots(
        new KernelBoot(
            KERNEL,
            List.of(),
            new CommandLine(List.of(new CommandLine.ConfirmUrl())),
            Optional.empty()),
        Optional.of(TestCore.GOOD_TICKET));
    assertThat(text(TestCore.byTftp(DEFAULT)))
        .contains("INITRD booted/none/static-lab/vmlinuz\n")
        .contains("APPEND " + TestCore.BASE + "/pixiecore/confirm/good-ticket\n");
  }

  @Test
  void aProgramIsStartedAsTheFirmwareWould() {
    boots(new ProgramBoot(BootFile.of(Path.of("/srv/memtest.0")), Optional.empty()));
    assertThat(text(TestCore.byTftp(DEFAULT)))
        .contains("\nPXE file/sealed-memtest.0/memtest.0\n")
        .contains("\nINCLUDE booted/none/static-lab/memtest.0\n");
  }

  @Test
  void theLocalDiskAndAMachineThatIsNotOursAreTheFirmwaresToBoot() {
    boots(new LocalDisk());
    assertThat(text(TestCore.byTftp(DEFAULT))).contains("LOCALBOOT").contains("SAY Pixiecore");

    core.decision = new BootDecision.NotOurs("no group has\nDEFAULT evil");
    assertThat(text(TestCore.byTftp(DEFAULT)))
        .contains("SAY Pixiecore does not boot this machine: no group has DEFAULT evil.\n")
        .contains("LOCALBOOT");
  }

  /** It waits at a prompt, and reads itself anew when nobody answers that. */
  @ParameterizedTest
  @CsvSource({"booters", "core", "seal", "failure"})
  void whileNothingIsDecidedItAsksAgain(String lacking) {
    boots(kernel(KERNEL, List.of()));
    switch (lacking) {
      case "booters" -> core.decision = new BootDecision.Undecided("the database is slow");
      case "core" -> core.core.booters = null;
      case "seal" -> core.core.files = null;
      default -> core.failure = new IllegalStateException("on purpose");
    }

    assertThat(text(TestCore.byTftp(DEFAULT)))
        .startsWith("DEFAULT again\nSAY Pixiecore: ")
        .contains(
            "Again in 5 s.\nPROMPT 1\nLABEL again\nCONFIG pxelinux.cfg/default\nTIMEOUT 50\n");
  }

  @Test
  void whatItCannotBootIsExplainedOnTheScreen() {
    boots(new IpxeScript("#!ipxe\necho secret\n"));
    assertThat(text(TestCore.byTftp(DEFAULT)))
        .contains("iPXE script, which pxelinux cannot run")
        .doesNotContain("secret")
        .contains("CONFIG pxelinux.cfg/default");

    boots(kernel(REMOTE, List.of()));
    assertThat(text(TestCore.byTftp(DEFAULT)))
        .contains("http://mirror/vmlinuz is on another server");
    assertThat(text(TestCore.byHttp(MACHINE, DEFAULT))).contains("LABEL boot");

    boots(new ProgramBoot(KERNEL, Optional.empty()), Optional.of(TestCore.GOOD_TICKET));
    assertThat(text(TestCore.byTftp(DEFAULT))).contains("boots once");
  }

  /** PXELINUX puts the names of the files into the kernel's command line. */
  @Test
  void aCommandLineThatTheKernelWouldCutIsRefused() {
    boots(
        new KernelBoot(
            KERNEL,
            List.of(),
            new CommandLine(List.of(new CommandLine.Text("x".repeat(2000)))),
            Optional.empty()));
    assertThat(text(TestCore.byTftp(DEFAULT)))
        .contains("octets long with the names of the files")
        .doesNotContain("xxx");
  }

  private static KernelBoot kernel(BootFile kernel, List<BootFile> initrds) {
    return new KernelBoot(kernel, initrds, COMMAND_LINE, Optional.of("Hello\nthere"));
  }

  private void boots(BootSpec spec) {
    boots(spec, Optional.empty());
  }

  private void boots(BootSpec spec, Optional<String> ticket) {
    core.decision = new BootDecision.Boot(spec, "static-lab", ticket);
  }

  private String text(LoaderRequest request) {
    return TestCore.text(find(request));
  }

  private LoaderFile find(LoaderRequest request) {
    return loaders.find(request).toCompletableFuture().join();
  }
}
