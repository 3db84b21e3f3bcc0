package org.pixiecore.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.Machine;

/** What U-Boot reads, which looks where PXELINUX looks. */
class UBootTest {

  private static final BootFile KERNEL = BootFile.of(Path.of("/srv/Image"));
  private static final BootFile FIRST = BootFile.of(Path.of("/srv/" + "long/".repeat(40) + "one"));
  private static final BootFile SECOND = BootFile.of(Path.of("/srv/two"));
  private static final String BY_MAC = "pxelinux.cfg/01-52-54-00-77-00-01";
  private static final Pattern NAME = Pattern.compile("(LINUX|INITRD) (\\S+)");

  private final TestCore core = new TestCore();
  private final KnownLoaders loaders = new KnownLoaders(Map.of(), core.core);

  /** CONFIG_TFTP_FILE_NAME_MAX_LEN is 128, with the NUL. */
  @Test
  void severalInitrdsAreOneAndNoNameIsLongerThanUBootTakes() {
    boots(kernel(List.of(FIRST, SECOND)));
    String configuration = text(TestCore.byTftpWithoutFolder(BY_MAC));

    assertThat(configuration)
        .matches(
            """
            DEFAULT boot
            LABEL boot
            MENU LABEL Hello there
            LINUX 52-54-00-77-00-01/boot/[0-9a-f]{16}/kernel
            INITRD 52-54-00-77-00-01/boot/[0-9a-f]{16}/initrd
            APPEND console=ttyAMA0
            """);
    assertThat(load(configuration, "INITRD"))
        .isEqualTo(new LoaderFile.Stored(List.of(FIRST.path(), SECOND.path())));
    assertThat(load(configuration, "LINUX")).isEqualTo(new LoaderFile.Stored(KERNEL.path()));
    assertThat(core.asked)
        .allSatisfy(
            machine -> {
              assertThat(machine.firmware()).isEqualTo(Firmware.U_BOOT);
              assertThat(machine.architecture()).isEqualTo(Architecture.UBOOT_ARM64);
            });
  }

  @ParameterizedTest
  @CsvSource({"21", "22", "23", "24", "27"})
  void anArchitectureThatIsNotX86TellsUBootInAFolderToo(int architecture) {
    core.lastSeen =
        Optional.of(
            new Machine(
                TestCore.MAC, new Architecture(architecture), Firmware.PXE, Optional.empty()));
    boots(kernel(List.of()));

    assertThat(text(TestCore.byTftp("pxelinux.cfg/default-arm-qemu")))
        .contains("\nLINUX boot/")
        .doesNotContain("INITRD", "SAY", "TIMEOUT");
    assertThat(core.asked.get(0).architecture())
        .isEqualTo(new Architecture(architecture).withoutHttp());
  }

  /** {@code wget} and then {@code pxe boot}, which loads by TFTP whatever the configuration is. */
  @Test
  void aConfigurationThatIsReadByHttpNamesFilesByTftp() {
    boots(kernel(List.of(SECOND)));
    Machine machine =
        new Machine(TestCore.MAC, Architecture.UBOOT_ARM64, Firmware.PXE, Optional.empty());
    String configuration = text(TestCore.byHttp(machine, BY_MAC));

    assertThat(load(configuration, "INITRD")).isEqualTo(new LoaderFile.Stored(SECOND.path()));
    assertThat(load(configuration, "LINUX")).isEqualTo(new LoaderFile.Stored(KERNEL.path()));
  }

  @Test
  void inNoFolderAnX86MachineIsPxelinux() {
    core.lastSeen =
        Optional.of(
            new Machine(TestCore.MAC, Architecture.X86_BIOS, Firmware.PXE, Optional.empty()));
    boots(kernel(List.of()));

    assertThat(text(TestCore.byTftpWithoutFolder(BY_MAC)))
        .contains("LINUX 52-54-00-77-00-01/file/sealed-Image/Image\n")
        .contains("INITRD 52-54-00-77-00-01/booted/none/static-lab/Image\n");
  }

  /** 2023.01 loads the initrd first, 2025.01 the kernel. */
  @ParameterizedTest
  @CsvSource({"INITRD, LINUX", "LINUX, INITRD"})
  void whatBootsOnceIsSpentWithTheSecondOfKernelAndInitrdInWhateverOrder(
      String first, String second) {
    boots(kernel(List.of(SECOND)), Optional.of(TestCore.GOOD_TICKET));
    String configuration = text(TestCore.byTftpWithoutFolder(BY_MAC));

    assertThat(load(configuration, first)).isInstanceOf(LoaderFile.Stored.class);
    assertThat(load(configuration, first)).as("repeated").isInstanceOf(LoaderFile.Stored.class);
    assertThat(core.spentTickets).isEmpty();

    core.diskFailure = new IOException("disk full");
    assertThat(load(configuration, second)).isInstanceOf(LoaderFile.NotYet.class);

    core.diskFailure = null;
    assertThat(load(configuration, second)).isInstanceOf(LoaderFile.Stored.class);
    assertThat(core.spentTickets).containsExactly(TestCore.GOOD_TICKET);

    boots(new LocalDisk());
    assertThat(load(configuration, second)).as("repeated").isInstanceOf(LoaderFile.Stored.class);
  }

  @Test
  void whatHasNoInitrdIsSpentWithTheKernel() {
    boots(kernel(List.of()), Optional.of(TestCore.GOOD_TICKET));
    String configuration = text(TestCore.byTftpWithoutFolder(BY_MAC));

    assertThat(load(configuration, "LINUX")).isInstanceOf(LoaderFile.Stored.class);
    assertThat(core.spentTickets).containsExactly(TestCore.GOOD_TICKET);
  }

  @Test
  void aBootThatBeginsAnewHasAskedForNothing() {
    boots(kernel(List.of(SECOND)), Optional.of("of the boot that was broken off"));
    load(text(TestCore.byTftpWithoutFolder(BY_MAC)), "LINUX");

    boots(kernel(List.of(SECOND)), Optional.of(TestCore.GOOD_TICKET));
    String configuration = text(TestCore.byTftpWithoutFolder(BY_MAC));
    load(configuration, "INITRD");
    assertThat(core.spentTickets).isEmpty();

    load(configuration, "LINUX");
    assertThat(core.spentTickets).containsExactly(TestCore.GOOD_TICKET);
  }

  @Test
  void anInquiryCountsForNothing() {
    boots(kernel(List.of(SECOND)), Optional.of(TestCore.GOOD_TICKET));
    String configuration = text(TestCore.byTftpWithoutFolder(BY_MAC));
    LoaderRequest kernel = inFolder(name(configuration, "LINUX"));
    assertThat(find(TestCore.asInquiry(kernel))).isInstanceOf(LoaderFile.Stored.class);
    load(configuration, "INITRD");
    assertThat(core.spentTickets).isEmpty();

    find(TestCore.asInquiry(TestCore.byTftp(BY_MAC)));
    load(configuration, "LINUX");
    assertThat(core.spentTickets).containsExactly(TestCore.GOOD_TICKET);
  }

  @Test
  void whatChangedSinceTheConfigurationIsNotBootedInPart() {
    boots(kernel(List.of(SECOND)));
    String configuration = text(TestCore.byTftpWithoutFolder(BY_MAC));

    boots(kernel(List.of(FIRST)));
    assertThat(load(configuration, "LINUX")).isInstanceOf(LoaderFile.Absent.class);

    core.decision = new BootDecision.Undecided("slow");
    assertThat(load(configuration, "LINUX")).isInstanceOf(LoaderFile.NotYet.class);
  }

  @Test
  void nothingButWhatTheMachineBootsIsServed() {
    boots(kernel(List.of()));
    String name = name(text(TestCore.byTftpWithoutFolder(BY_MAC)), "LINUX");
    String folder = name.substring(0, name.length() - "kernel".length());

    assertThat(find(inFolder(folder + "initrd"))).isInstanceOf(LoaderFile.Absent.class);
    assertThat(find(inFolder(folder + "passwd"))).isInstanceOf(LoaderFile.Absent.class);
    assertThat(find(TestCore.byTftp("boot/0123456789abcdef/kernel")))
        .isInstanceOf(LoaderFile.Absent.class);
  }

  @ParameterizedTest
  @CsvSource({"boot.scr.uimg", "boot.scr"})
  void theScriptThatItLooksForFirstIsQuietlyNotFound(String name) {
    assertThat(find(TestCore.byTftpWithoutFolder(name))).isEqualTo(new LoaderFile.Absent(""));
    assertThat(find(TestCore.byTftp(name))).isEqualTo(new LoaderFile.Absent(""));
  }

  /** It repeats its question for long where it gets no answer, and has no other way to wait. */
  @Test
  void whileNothingIsDecidedItGetsNoAnswer() {
    assertThat(find(TestCore.byTftpWithoutFolder(BY_MAC))).isInstanceOf(LoaderFile.NotYet.class);
  }

  @Test
  void whatItCannotBootIsExplainedInTheLabelThatItShows() {
    boots(new IpxeScript("#!ipxe"));
    assertThat(text(TestCore.byTftpWithoutFolder(BY_MAC)))
        .contains("MENU LABEL Pixiecore: ", "which u-boot cannot run")
        .doesNotContain("LINUX");

    boots(kernel(List.of(new BootFile(URI.create("http://mirror/initrd")))));
    assertThat(text(TestCore.byTftpWithoutFolder(BY_MAC))).contains("is on another server");

    core.decision = new BootDecision.NotOurs("no group has it");
    assertThat(text(TestCore.byTftpWithoutFolder(BY_MAC)))
        .contains("no group has it", "LOCALBOOT -1");

    boots(new LocalDisk());
    assertThat(text(TestCore.byTftpWithoutFolder(BY_MAC))).contains("LOCALBOOT 1");
  }

  private static KernelBoot kernel(List<BootFile> initrds) {
    return new KernelBoot(
        KERNEL,
        initrds,
        new CommandLine(List.of(new CommandLine.Text("console=ttyAMA0"))),
        Optional.of("Hello\nthere"));
  }

  private void boots(BootSpec spec) {
    boots(spec, Optional.empty());
  }

  private void boots(BootSpec spec, Optional<String> ticket) {
    core.decision = new BootDecision.Boot(spec, "static-lab", ticket);
  }

  private LoaderFile load(String configuration, String keyword) {
    String name = name(configuration, keyword);
    assertThat(name).hasSizeLessThan(128);
    return find(inFolder(name));
  }

  private static String name(String configuration, String keyword) {
    Matcher names = NAME.matcher(configuration);
    while (names.find()) {
      if (names.group(1).equals(keyword)) {
        return names.group(2);
      }
    }
    throw new AssertionError("no " + keyword + " in " + configuration);
  }

  /** As the TFTP server hands it over: without the folder. */
  private static LoaderRequest inFolder(String name) {
    String folder = "52-54-00-77-00-01/";
    assertThat(name).startsWith(folder);
    return TestCore.byTftp(name.substring(folder.length()));
  }

  private String text(LoaderRequest request) {
    return TestCore.text(find(request));
  }

  private LoaderFile find(LoaderRequest request) {
    return loaders.find(request).toCompletableFuture().join();
  }
}
