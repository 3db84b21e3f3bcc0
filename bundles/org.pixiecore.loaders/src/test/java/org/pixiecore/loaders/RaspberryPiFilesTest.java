package org.pixiecore.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/** The questions of Raspberry Pis as their documentation and their users' logs have them. */
class RaspberryPiFilesTest {

  private static final BootFile KERNEL = BootFile.of(Path.of("/srv/vmlinuz"));
  private static final BootFile INITRD = BootFile.of(Path.of("/srv/initrd.gz"));
  private static final BootFile EXTRA = BootFile.of(Path.of("/srv/extra.gz"));
  private static final CommandLine COMMAND_LINE =
      CommandLine.parse("console=serial0 ks={{ ID \"x\" }}", "ID", name -> EXTRA);
  private static final BootSpec BOOT =
      new BootSpec.KernelBoot(KERNEL, List.of(INITRD, EXTRA), COMMAND_LINE, Optional.empty());

  private static final LoaderFile UNMISSED = new LoaderFile.Absent("");

  @TempDir Path temporary;
  private Path directory;
  private final TestCore core = new TestCore();
  private RaspberryPiFiles files;

  @BeforeEach
  void install() throws IOException {
    directory = Files.createDirectories(temporary.resolve("firmware")).toRealPath();
    Files.createDirectory(directory.resolve("overlays"));
    for (String name :
        List.of(
            "bootcode.bin",
            "start.elf",
            "fixup.dat",
            "start4.elf",
            "fixup4.dat",
            "bcm2711-rpi-4-b.dtb",
            "overlays/overlay_map.dtb")) {
      Files.writeString(directory.resolve(name), name);
    }
    Files.writeString(directory.resolve("config.txt"), "enable_uart=1\n[pi3]\ngpu_mem=16");
    files = new RaspberryPiFiles(core.core, folder(Optional.of(directory)));
    decide(BOOT, Optional.empty());
  }

  private static FirmwareFolder folder(Optional<Path> path) {
    return new FirmwareFolder(() -> path, Runnable::run);
  }

  /** Of rpi-eeprom's issue 24 and its kin: version 2020-09 with a serial number as its folder. */
  @Test
  void aRaspberryPi4FromItsFirstFileToItsKernel() {
    core.lastSeen = Optional.of(pi("dc:a6:32:01:02:03", "34695052-1131-c003-3201-0203314b2f8a"));
    String folder = "8a2f4b31/";
    for (String optional :
        List.of("pieeprom.sig", "recover4.elf", "recovery.elf", "dt-blob.bin", "bootcfg.txt")) {
      assertThat(find(folder + optional)).as(optional).isEqualTo(UNMISSED);
    }
    for (String own :
        List.of("start4.elf", "fixup4.dat", "bcm2711-rpi-4-b.dtb", "overlays/overlay_map.dtb")) {
      assertThat(find(folder + own)).as(own).isEqualTo(stored(own));
    }
    assertThat(text(folder + "config.txt"))
        .isEqualTo(
            """
            enable_uart=1
            [pi3]
            gpu_mem=16
            [all]
            os_prefix=
            auto_initramfs=0
            cmdline=cmdline.txt
            kernel=pixiecore-kernel.img
            initramfs pixiecore-initrd.img followkernel
            """);
    assertThat(text(folder + "cmdline.txt"))
        .isEqualTo(
            "console=serial0 ks=http://192.168.1.5:8181/pixiecore/file/sealed-extra.gz/extra.gz\n");
    assertThat(find(folder + "pixiecore-initrd.img"))
        .isEqualTo(new LoaderFile.Stored(List.of(INITRD.path(), EXTRA.path())));
    assertThat(find(folder + "pixiecore-kernel.img"))
        .isEqualTo(new LoaderFile.Stored(KERNEL.path()));
    assertThat(find(folder + "armstub8-gic.bin")).isEqualTo(UNMISSED);

    assertThat(core.asked)
        .hasSize(2) // at start4.elf and at config.txt
        .allSatisfy(
            machine -> {
              assertThat(machine.mac()).isEqualTo(MacAddress.parse("dc:a6:32:01:02:03"));
              assertThat(machine.firmware()).isEqualTo(Firmware.RASPBERRY_PI);
              assertThat(machine.serial()).contains("8a2f4b31");
            });
  }

  /** The boot ROM asks outside of any folder, and takes an error for an answer. */
  @Test
  void aRaspberryPi3BeginsWithBootcodeAndItsMacAddressFollowsFromItsSerialNumber() {
    assertThat(find("bootcode.bin")).isEqualTo(stored("bootcode.bin"));
    assertThat(find("bootsig.bin")).isEqualTo(UNMISSED);
    assertThat(find("5e123456/start.elf")).isEqualTo(stored("start.elf"));

    assertThat(core.asked.get(0).mac()).isEqualTo(MacAddress.parse("b8:27:eb:12:34:56"));
  }

  @ParameterizedTest
  @CsvSource({
    // four serial numbers: in the order of octets of the folder, and in the other
    "5e123456-5e12-3456-5e12-34565e123456",
    "5634125e-5634-125e-5634-125e5634125e",
  })
  void theMachineOfASerialNumberIsTheOneWhoseDhcpToldIt(String uuid) {
    core.lastSeen = Optional.of(pi("02:00:00:00:00:01", uuid));
    find("5e123456/start.elf");

    assertThat(core.asked.get(0).mac()).isEqualTo(MacAddress.parse("02:00:00:00:00:01"));
  }

  /** {@code TFTP_PREFIX=2}. */
  @Test
  void aFolderMayBeNamedByTheMacAddress() {
    LoaderRequest request = TestCore.byTftp("start4.elf");
    assertThat(files.find(request)).as("of a machine that is none").isEmpty();

    core.lastSeen =
        Optional.of(pi(TestCore.MAC.toString(), "34695052-1131-c003-3201-0203314b2f8a"));
    assertThat(files.find(request).orElseThrow().toCompletableFuture().join())
        .isEqualTo(stored("start4.elf"));
  }

  @ParameterizedTest
  @CsvSource({
    "pixiecore-kernel.img, pixiecore-initrd.img",
    "pixiecore-initrd.img, pixiecore-kernel.img"
  })
  void whatBootsOnceIsSpentWithTheSecondOfKernelAndInitrdInWhateverOrder(
      String first, String second) {
    decide(
        new BootSpec.KernelBoot(KERNEL, List.of(INITRD), CommandLine.EMPTY, Optional.empty()),
        Optional.of(TestCore.GOOD_TICKET));
    text("5e123456/config.txt");
    assertThat(text("5e123456/cmdline.txt")).isEqualTo("\n");

    assertThat(find("5e123456/" + first)).isInstanceOf(LoaderFile.Stored.class);
    assertThat(find("5e123456/" + first)).as("repeated").isInstanceOf(LoaderFile.Stored.class);
    assertThat(core.spentTickets).isEmpty();

    core.diskFailure = new IOException("full");
    assertThat(find("5e123456/" + second)).isInstanceOf(LoaderFile.NotYet.class);

    core.diskFailure = null;
    assertThat(find("5e123456/" + second)).isInstanceOf(LoaderFile.Stored.class);
    assertThat(core.spentTickets).containsExactly(TestCore.GOOD_TICKET);

    decide(new BootSpec.LocalDisk(), Optional.empty());
    assertThat(find("5e123456/" + second)).as("repeated").isInstanceOf(LoaderFile.Stored.class);
    assertThat(find("5e123456/start.elf"))
        .as("the next boot")
        .isInstanceOf(LoaderFile.Absent.class);
  }

  @Test
  void whatHasNoInitrdIsSpentWithTheKernel() {
    decide(
        new BootSpec.KernelBoot(KERNEL, List.of(), CommandLine.EMPTY, Optional.empty()),
        Optional.of(TestCore.GOOD_TICKET));
    text("5e123456/config.txt");

    assertThat(find("5e123456/pixiecore-kernel.img")).isInstanceOf(LoaderFile.Stored.class);
    assertThat(core.spentTickets).containsExactly(TestCore.GOOD_TICKET);
  }

  @Test
  void aBootThatBeginsAnewHasAskedForNothing() {
    decide(BOOT, Optional.of(TestCore.GOOD_TICKET));
    text("5e123456/config.txt");
    find("5e123456/pixiecore-kernel.img");

    text("5e123456/config.txt");
    find("5e123456/pixiecore-initrd.img");
    assertThat(core.spentTickets).isEmpty();
  }

  @Test
  void anOrderThatCannotBeSpentStartsNoKernel() {
    decide(
        new BootSpec.KernelBoot(KERNEL, List.of(), CommandLine.EMPTY, Optional.empty()),
        Optional.of(TestCore.GOOD_TICKET));
    core.diskFailure = new IOException("full");

    assertThat(find("5e123456/pixiecore-kernel.img")).isInstanceOf(LoaderFile.NotYet.class);
  }

  @Test
  void aMachineThatDoesNotBootHereFindsNoFirmwareAndGoesOn() {
    decide(new BootSpec.LocalDisk(), Optional.empty());
    assertThat(reason("5e123456/start.elf")).contains("what it has itself");

    core.decision = new BootDecision.NotOurs("every booter passed");
    assertThat(reason("5e123456/start.elf")).isEqualTo("every booter passed");

    core.decision = new BootDecision.Undecided("slow");
    assertThat(find("5e123456/start.elf")).isEqualTo(new LoaderFile.NotYet("slow"));
  }

  @Test
  void whatItCannotLoadIsSaid() {
    decide(new BootSpec.IpxeScript("#!ipxe\nshell\n"), Optional.empty());
    assertThat(reason("5e123456/config.txt")).contains("iPXE script").contains("give it a kernel");

    decide(
        new BootSpec.ProgramBoot(
            new BootFile(URI.create("https://mirror/u-boot.bin?key=secret")), Optional.empty()),
        Optional.empty());
    assertThat(reason("5e123456/config.txt"))
        .contains("https://mirror/u-boot.bin is on another server")
        .doesNotContain("secret");
  }

  @Test
  void aProgramIsStartedAsAKernelIs() {
    decide(
        new BootSpec.ProgramBoot(BootFile.of(Path.of("/srv/u-boot.bin")), Optional.empty()),
        Optional.empty());

    assertThat(text("5e123456/config.txt"))
        .contains("kernel=pixiecore-kernel.img")
        .doesNotContain("initramfs pixiecore");
    assertThat(find("5e123456/pixiecore-kernel.img"))
        .isEqualTo(new LoaderFile.Stored(Path.of("/srv/u-boot.bin")));
  }

  /** Its boot loader would take a name that it does not know for 32 bits on models up to 3. */
  @ParameterizedTest
  @CsvSource({
    "56, 41524d64, arm_64bit=1", // Linux, booting.rst: an Image for arm64
    "0, 1f8b0800, arm_64bit=1", // packed
    "36, 18286f01, arm_64bit=0", // a zImage for arm
    "0, 7f454c46, gone" // what does not tell is the directory's own affair
  })
  void theBoardStartsInTheModeThatTheKernelIsFor(int offset, String octets, String line)
      throws IOException {
    byte[] kernel = new byte[100];
    byte[] magic = HexFormat.of().parseHex(octets);
    System.arraycopy(magic, 0, kernel, offset, magic.length);
    Path path = Files.write(temporary.resolve("vmlinuz"), kernel);
    decide(
        new BootSpec.KernelBoot(BootFile.of(path), List.of(), CommandLine.EMPTY, Optional.empty()),
        Optional.empty());

    String config = text("5e123456/config.txt");
    if (line.equals("gone")) {
      assertThat(config).doesNotContain("arm_64bit");
    } else {
      assertThat(config).endsWith("kernel=pixiecore-kernel.img\n" + line + "\n");
    }
  }

  @Test
  void anInquirySpendsNothing() {
    decide(
        new BootSpec.KernelBoot(KERNEL, List.of(), CommandLine.EMPTY, Optional.empty()),
        Optional.of(TestCore.GOOD_TICKET));
    LoaderRequest inquiry =
        TestCore.asInquiry(TestCore.byTftpWithoutFolder("5e123456/pixiecore-kernel.img"));

    assertThat(files.find(inquiry).orElseThrow().toCompletableFuture().join())
        .isEqualTo(new LoaderFile.Stored(KERNEL.path()));
    assertThat(core.spentTickets).isEmpty();
  }

  @Test
  void nothingOutsideOfTheDirectoryIsServed() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret"), "x");
    Files.createSymbolicLink(directory.resolve("link.dat"), secret);
    Files.createSymbolicLink(directory.resolve("fixup5.dat"), Path.of("fixup4.dat"));

    assertThat(find("5e123456/link.dat")).isEqualTo(UNMISSED);
    assertThat(find("5e123456/overlays")).as("a directory").isEqualTo(UNMISSED);
    assertThat(find("5e123456/fixup5.dat")).as("a link within").isEqualTo(stored("fixup4.dat"));
  }

  @Test
  void withoutADirectoryTheLogSaysWhatToSet() {
    files = new RaspberryPiFiles(core.core, folder(Optional.empty()));
    assertThat(reason("5e123456/start.elf"))
        .contains("set raspberryPi in etc/org.pixiecore.loaders.cfg");

    files = new RaspberryPiFiles(core.core, folder(Optional.of(directory)));
    assertThat(reason("5e123456/start_cd.elf")).contains("put the board's firmware there");
  }

  @Test
  void whenTooManyAskTheyAreLeftToAskAgain() {
    files =
        new RaspberryPiFiles(
            core.core,
            new FirmwareFolder(
                () -> Optional.of(directory),
                task -> {
                  throw new RejectedExecutionException();
                }));

    assertThat(find("5e123456/fixup.dat")).isInstanceOf(LoaderFile.NotYet.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"start4.elf", "5e12345/start.elf", "pxelinux.cfg/0A4D0001", "0A4D0001"})
  void othersAreNotAnswered(String path) {
    assertThat(files.find(TestCore.byTftpWithoutFolder(path))).isEmpty();
  }

  private static Machine pi(String mac, String uuid) {
    return new Machine(
        MacAddress.parse(mac),
        Architecture.RASPBERRY_PI,
        Firmware.RASPBERRY_PI,
        Optional.of(UUID.fromString(uuid)));
  }

  private LoaderFile stored(String name) {
    return new LoaderFile.Stored(directory.resolve(name));
  }

  private void decide(BootSpec spec, Optional<String> ticket) {
    core.decision = new BootDecision.Boot(spec, "lab", ticket);
  }

  private String reason(String path) {
    return ((LoaderFile.Absent) find(path)).reason();
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
