package org.pixiecore.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;

/**
 * The questions of shim and GRUB as they were seen under OVMF with Secure Boot, and their answers.
 */
class GrubFilesTest {

  private static final String UUID_TEXT = "12345678-9abc-def0-1122-334455667788";
  private static final String PATH = "grub/52:54:00:77:00:01/x86_64-efi/" + UUID_TEXT;
  private static final String CONFIGURATION = PATH + "/SN-42/grub.cfg";
  private static final BootFile KERNEL = BootFile.of(Path.of("/srv/vmlinuz"));
  private static final BootFile INITRD = BootFile.of(Path.of("/srv/initrd.gz"));
  private static final BootFile EXTRA = BootFile.of(Path.of("/srv/extra.gz"));

  private final TestCore core = new TestCore();
  private final GrubFiles files = new GrubFiles(core.core);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "revocations_sku.efi",
        "revocations_sbat.efi",
        "shim_certificate_0.efi",
        "grub/x86_64-efi/command.lst",
        "grub/x86_64-efi/fs.lst",
        "grub/x86_64-efi/crypto.lst",
        "grub/x86_64-efi/terminal.lst",
        "grub/fonts/unicode.pf2",
        "grub.cfg-01-52-54-00-77-00-01",
      })
  void whatTheyGoOnWithoutIsNotMissed(String path) {
    assertThat(find(path)).isEqualTo(new LoaderFile.Absent(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"grub/grub.cfg", "grub/x86_64-efi/grub.cfg", "grub.cfg"})
  void theFirstConfigurationIsTheSameForAllAndSendsEachToItsOwn(String path) {
    assertThat(text(path))
        .contains(
            "(tftp,$net_default_server)/grub/$net_default_mac/$grub_cpu-$grub_platform/"
                + "$pixiecore_uuid/$pixiecore_serial/grub.cfg");
    assertThat(core.asked).isEmpty();
  }

  @Test
  void thePathTellsTheBootersAllOfTheMachine() {
    text(CONFIGURATION);

    assertThat(core.asked)
        .containsExactly(
            new Machine(
                TestCore.MAC,
                Architecture.EFI_X86_64,
                Firmware.GRUB,
                BootStage.SCRIPT,
                Optional.of(UUID.fromString(UUID_TEXT)),
                Optional.of("SN-42"),
                Optional.empty(),
                Network.UNKNOWN));
  }

  @Test
  void whatIsNotKnownIsNotMadeUp() {
    text("grub/52:54:00:77:00:01/arm64-efi/00000000-0000-0000-0000-000000000000/-/grub.cfg");

    assertThat(core.asked)
        .containsExactly(
            new Machine(
                TestCore.MAC,
                Architecture.EFI_ARM64,
                Firmware.GRUB,
                BootStage.SCRIPT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Network.UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grub/nonsense/x86_64-efi/-/-/grub.cfg",
        "grub/52:54:00:77:00:01/z80-rom/-/-/grub.cfg",
        "grub/52:54:00:77:00:01/x86_64-efi/zz/-/grub.cfg",
      })
  void aPathThatTellsNoMachineIsNotFoundAndTheLogSaysWhy(String path) {
    assertThat(((LoaderFile.Absent) find(path)).reason()).startsWith("its path tells no machine");
  }

  @Test
  void aKernelStartsAfterItsNotice() {
    decide(
        new BootSpec.KernelBoot(
            KERNEL,
            List.of(INITRD, EXTRA),
            CommandLine.parse("console=ttyS0 a=$b x=\"y z\"", "ID", name -> EXTRA),
            Optional.of("Hello,\nit's -n me")),
        Optional.empty());

    assertThat(text(CONFIGURATION))
        .isEqualTo(
            """
            echo 'Hello,'
            echo 'it'\\''s -n me'
            echo 'Loading vmlinuz'
            if linux "(tftp,$net_default_server)/52-54-00-77-00-01/file/sealed-vmlinuz/vmlinuz" 'console=ttyS0' 'a=$b' 'x=y z'; then
            echo 'Loading initrds'
            if initrd "(tftp,$net_default_server)/52-54-00-77-00-01/file/sealed-initrd.gz/initrd.gz" "(tftp,$net_default_server)/52-54-00-77-00-01/file/sealed-extra.gz/extra.gz"; then
            set pixiecore_booted=no
            source "(tftp,$net_default_server)/52-54-00-77-00-01/grub/booted/none/lab/vmlinuz"
            if [ "$pixiecore_booted" = yes ]; then
            boot
            fi
            fi
            fi
            """);
  }

  @Test
  void urlsOfTheCommandLineAreOfHttp() {
    decide(
        kernel(CommandLine.parse("ks={{ ID \"x\" }} done={{ CONFIRM }}", "ID", name -> EXTRA)),
        Optional.of(TestCore.GOOD_TICKET));

    assertThat(text(CONFIGURATION))
        .contains(
            " 'ks=http://192.168.1.5:8181/pixiecore/file/sealed-extra.gz/extra.gz'"
                + " 'done=http://192.168.1.5:8181/pixiecore/confirm/good-ticket'")
        .contains("/grub/booted/none/lab/vmlinuz");
  }

  @Test
  void whatBootsOnceIsSpentByTheNoticeOrDoesNotStart() {
    decide(kernel(CommandLine.EMPTY), Optional.of(TestCore.GOOD_TICKET));
    assertThat(text(CONFIGURATION)).contains("/grub/booted/good-ticket/lab/vmlinuz");

    LoaderFile notice =
        files
            .find(TestCore.byTftp("grub/booted/good-ticket/lab/vmlinuz"))
            .orElseThrow()
            .toCompletableFuture()
            .join();
    assertThat(TestCore.text(notice)).isEqualTo("set pixiecore_booted=yes\n");
    assertThat(core.spentTickets).containsExactly(TestCore.GOOD_TICKET);

    core.diskFailure = new IOException("full");
    assertThat(
            files
                .find(TestCore.byTftp("grub/booted/good-ticket/lab/vmlinuz"))
                .orElseThrow()
                .toCompletableFuture()
                .join())
        .isInstanceOf(LoaderFile.NotYet.class);
  }

  @Test
  void aProgramIsChainedAndSecureBootsWayIsTold() {
    decide(
        new BootSpec.ProgramBoot(BootFile.of(Path.of("/srv/memtest.efi")), Optional.empty()),
        Optional.empty());

    assertThat(text(CONFIGURATION))
        .contains(
            "if chainloader \"(tftp,$net_default_server)/52-54-00-77-00-01/file/sealed-memtest.efi/memtest.efi\"; then")
        .contains("/grub/booted/none/lab/memtest.efi\"")
        .contains("must have a signature");
  }

  @Test
  void theLocalDiskIsChainedBecauseExitWouldShowTheFirmwaresMenu() {
    decide(new BootSpec.LocalDisk(), Optional.empty());

    assertThat(text(CONFIGURATION))
        .contains("search --no-floppy --file --set=root \"$pixiecore_loader\"")
        .contains("if chainloader \"$pixiecore_loader\"; then")
        .endsWith("exit 1\n");
  }

  /** The most particular first, and those of every architecture for which there is a shim. */
  @Test
  void aDiskIsSearchedForTheLoadersOfEveryDistributionAndThenForTheFallback() {
    decide(new BootSpec.LocalDisk(), Optional.empty());

    assertThat(text(CONFIGURATION))
        .contains(
            "for pixiecore_loader in"
                + " /EFI/debian/shimx64.efi /EFI/ubuntu/shimx64.efi /EFI/fedora/shimx64.efi"
                + " /EFI/redhat/shimx64.efi /EFI/centos/shimx64.efi /EFI/rocky/shimx64.efi"
                + " /EFI/almalinux/shimx64.efi /EFI/opensuse/shim.efi /EFI/sles/shim.efi"
                + " /EFI/Microsoft/Boot/bootmgfw.efi"
                + " /EFI/debian/shimaa64.efi /EFI/ubuntu/shimaa64.efi /EFI/fedora/shimaa64.efi"
                + " /EFI/redhat/shimaa64.efi /EFI/centos/shimaa64.efi /EFI/rocky/shimaa64.efi"
                + " /EFI/almalinux/shimaa64.efi"
                + " /EFI/debian/shimia32.efi /EFI/ubuntu/shimia32.efi /EFI/fedora/shimia32.efi"
                + " /EFI/BOOT/BOOTX64.EFI /EFI/BOOT/BOOTAA64.EFI /EFI/BOOT/BOOTIA32.EFI; do\n");
  }

  @Test
  void whatGrubCannotDoIsSaidOnScreen() {
    decide(new BootSpec.IpxeScript("#!ipxe\nshell\n"), Optional.empty());
    assertThat(text(CONFIGURATION))
        .startsWith("echo 'Pixiecore: booter lab gives an iPXE script, which grub cannot run");

    decide(
        new BootSpec.KernelBoot(
            new BootFile(URI.create("https://mirror/vmlinuz?key=secret")),
            List.of(),
            CommandLine.EMPTY,
            Optional.empty()),
        Optional.empty());
    assertThat(text(CONFIGURATION))
        .contains("https://mirror/vmlinuz is on another server")
        .doesNotContain("secret");

    decide(
        kernel(CommandLine.parse("a=" + "x".repeat(2000), "ID", name -> EXTRA)), Optional.empty());
    assertThat(text(CONFIGURATION)).contains("Linux takes 2047").doesNotContain("linux \"");
  }

  @Test
  void aNoticeThatIsTooLongForGrubIsSaid() {
    decide(kernel(CommandLine.EMPTY), Optional.of("t".repeat(450)));

    assertThat(text(CONFIGURATION)).contains("GRUB takes 480 by TFTP").doesNotContain("boot\n");
  }

  @Test
  void whatIsNotDecidedIsSaidAndTheFirstConfigurationAsksAgain() {
    core.decision = new BootDecision.Undecided("the booter is 'slow'");

    assertThat(text(CONFIGURATION)).isEqualTo("echo 'Pixiecore: the booter is '\\''slow'\\'''\n");
  }

  @Test
  void aMachineThatIsNotOursIsToldWhyAndStartsItsDisk() {
    core.decision = new BootDecision.NotOurs("every booter passed");

    assertThat(text(CONFIGURATION))
        .startsWith("echo 'Pixiecore does not boot this machine: every booter passed'\n")
        .contains("chainloader");
  }

  @Test
  void otherLoadersFilesAreNotAskedForHere() {
    assertThat(files.find(TestCore.byTftp("pxelinux.cfg/default"))).isEmpty();
    assertThat(files.find(TestCore.byTftp("file/token/vmlinuz"))).isEmpty();
    assertThat(files.find(TestCore.byTftpWithoutFolder("grub"))).isEmpty();
  }

  private static BootSpec kernel(CommandLine commandLine) {
    return new BootSpec.KernelBoot(KERNEL, List.of(), commandLine, Optional.empty());
  }

  private void decide(BootSpec spec, Optional<String> ticket) {
    core.decision = new BootDecision.Boot(spec, "lab", ticket);
  }

  private String text(String path) {
    return TestCore.text(find(path));
  }

  private LoaderFile find(String path) {
    return files
        .find(TestCore.byTftpWithoutFolder(path))
        .orElseThrow()
        .toCompletableFuture()
        .join();
  }
}
