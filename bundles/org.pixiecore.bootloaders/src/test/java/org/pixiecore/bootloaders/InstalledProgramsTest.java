package org.pixiecore.bootloaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.status.ProgramUse;

class InstalledProgramsTest {

  @TempDir private Path directory;
  private long now;
  private InstalledPrograms programs;

  @AfterEach
  void stop() {
    programs.deactivate();
  }

  @ParameterizedTest
  @CsvSource({
    "0, PXE, undionly.kpxe",
    "0, IPXE, ipxe.pxe",
    "6, PXE, ipxe-i386.efi",
    "6, IPXE, ipxe-i386.efi",
    "7, PXE, snponly.efi",
    "7, IPXE, snponly.efi",
    "9, PXE, snponly.efi", // RFC 4578's swapped table: x86-64
    "9, IPXE, snponly.efi"
  })
  void eachFirmwareGetsItsProgram(int architecture, Firmware firmware, String file)
      throws IOException {
    install("undionly.kpxe", "ipxe.pxe", "ipxe-i386.efi", "snponly.efi", "ipxe.efi");
    start(Map.of());

    BootProgram program = programs.programFor(machine(architecture, firmware)).orElseThrow();

    assertThat(program.path()).isEqualTo(directory.resolve(file));
    assertThat(programs.named(program.name())).contains(program);
  }

  @ParameterizedTest
  @CsvSource({
    "0, undionly.kpxe ipxe.pxe, undionly.kpxe",
    "0, ipxe.pxe, ipxe.pxe",
    "7, snponly.efi ipxe.efi, snponly.efi", // Debian
    "7, ipxe.efi ipxe-amd64.efi, ipxe.efi",
    "7, ipxe-x86_64.efi ipxe-snponly-x86_64.efi, ipxe-snponly-x86_64.efi", // Fedora
    "7, x86_64/ipxe.efi, x86_64/ipxe.efi", // Arch
    "7, bin-x86_64-efi/ipxe.efi bin-x86_64-efi/snponly.efi, bin-x86_64-efi/snponly.efi",
    "6, bin-i386-efi/ipxe.efi ipxe-i386.efi, bin-i386-efi/ipxe.efi",
    "10, bin-arm32-efi/snponly.efi bin-arm32-efi/ipxe.efi, bin-arm32-efi/snponly.efi",
    "11, snponly.efi ipxe-arm64.efi, ipxe-arm64.efi", // Debian from trixie on
    "11, arm64-efi/snponly.efi ipxe-arm64.efi, arm64-efi/snponly.efi", // Fedora
    "25, bin-riscv32-efi/ipxe.efi, bin-riscv32-efi/ipxe.efi",
    "27, ipxe-riscv64.efi, ipxe-riscv64.efi",
    "39, ipxe-loong64.efi, ipxe-loong64.efi"
  })
  void theBestOfSeveralIsTaken(int architecture, String installed, String best) throws IOException {
    install(installed.split(" "));
    start(Map.of());

    assertThat(pathFor(architecture)).contains(directory.resolve(best));
  }

  @Test
  void anEarlierDirectoryOutranksABetterName() throws IOException {
    install("first/ipxe.efi", "second/snponly.efi");
    start(Map.of("directories", directory.resolve("first") + ", " + directory.resolve("second")));

    assertThat(pathFor(7)).contains(directory.resolve("first/ipxe.efi"));
  }

  @Test
  void aChosenFileIsTakenAndNothingInItsPlace() throws IOException {
    install("snponly.efi");
    Path chosen = directory.resolve("mine.efi");
    start(Map.of("efi64", chosen.toString()));
    assertThat(pathFor(7)).isEmpty();

    install("mine.efi");
    programs.look();

    assertThat(pathFor(7)).contains(chosen);
  }

  @Test
  void twoKindsWithFilesOfOneNameHaveTheirOwnNames() throws IOException {
    install("ia32/ipxe.efi", "x64/ipxe.efi");
    start(
        Map.of(
            "efi32", directory.resolve("ia32/ipxe.efi").toString(),
            "efi64", directory.resolve("x64/ipxe.efi").toString()));

    BootProgram ia32 = programs.programFor(machine(6, Firmware.PXE)).orElseThrow();
    BootProgram x64 = programs.programFor(machine(7, Firmware.PXE)).orElseThrow();

    assertThat(programs.named(ia32.name())).contains(ia32);
    assertThat(programs.named(x64.name())).contains(x64);
    assertThat(ia32.name()).isNotEqualTo(x64.name());
  }

  @Test
  void aPackageInstalledLaterServesFromTheNextLookOnAndOneRemovedNoLonger() throws IOException {
    start(Map.of());
    assertThat(pathFor(0)).isEmpty();

    install("undionly.kpxe");
    programs.look();
    assertThat(pathFor(0)).contains(directory.resolve("undionly.kpxe"));

    Files.delete(directory.resolve("undionly.kpxe"));
    programs.look();
    assertThat(pathFor(0)).isEmpty();
  }

  @Test
  void aDirectoryOfThatNameIsNoProgram() throws IOException {
    Files.createDirectory(directory.resolve("undionly.kpxe"));
    start(Map.of());

    assertThat(pathFor(0)).isEmpty();
  }

  @Test
  void aChangedConfigurationHoldsAtOnceAndABadOneChangesNothing() throws IOException {
    install("snponly.efi", "mine.efi");
    start(Map.of());

    programs.modified(properties(Map.of("efi64", directory.resolve("mine.efi").toString())));
    assertThat(pathFor(7)).contains(directory.resolve("mine.efi"));

    programs.modified(properties(Map.of("efi64", "mine.efi")));
    assertThat(pathFor(7)).contains(directory.resolve("mine.efi"));

    programs.modified(properties(Map.of()));
    assertThat(pathFor(7)).contains(directory.resolve("snponly.efi"));
  }

  @ParameterizedTest
  @CsvSource({"1", "22", "41", "65535"})
  void anArchitectureWithoutAProgramGetsNone(int architecture) throws IOException {
    install("undionly.kpxe", "snponly.efi", "ipxe-i386.efi");
    start(Map.of());

    assertThat(pathFor(architecture)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "snponly.efi/..", "../undionly.kpxe", "SNPONLY.EFI", "/etc/passwd"})
  void aNameThatWasNeverGivenOutNamesNothing(String name) throws IOException {
    install("undionly.kpxe", "snponly.efi");
    start(Map.of());

    assertThat(programs.named(name)).isEmpty();
  }

  @Test
  void aFileInAConfiguredDirectoryIsAProgramByItsName() throws IOException {
    install("second/memtest.efi", "first/other.efi", "second/other.efi");
    start(Map.of("directories", directory.resolve("first") + ", " + directory.resolve("second")));

    assertThat(programs.named("memtest.efi"))
        .contains(
            new BootProgram("memtest.efi", directory.resolve("second/memtest.efi"), Loader.IPXE));
    assertThat(programs.named("other.efi").map(BootProgram::path))
        .contains(directory.resolve("first/other.efi"));

    Files.delete(directory.resolve("second/memtest.efi"));
    assertThat(programs.named("memtest.efi")).as("between two looks").isPresent();
    programs.look();
    assertThat(programs.named("memtest.efi")).isEmpty();
  }

  /** Nothing is served that nobody put there to be loaded. */
  @ParameterizedTest
  @CsvSource({"folder", "deep.efi", "out.efi", "dangling.efi", ".hidden.efi", "packaged.efi"})
  void whatIsNoFileOfAConfiguredDirectoryIsNoProgram(String name) throws IOException {
    install(
        "folder/deep.efi", "outside/secret", "own/.hidden.efi", "system/usr/lib/ipxe/packaged.efi");
    Path own = directory.resolve("own");
    Files.createDirectory(own.resolve("folder"));
    Files.createSymbolicLink(own.resolve("out.efi"), directory.resolve("outside/secret"));
    Files.createSymbolicLink(own.resolve("dangling.efi"), own.resolve("nothing"));
    start(Map.of("directories", own.toString()));

    assertThat(programs.named(name)).isEmpty();
  }

  @Test
  void aLinkToAnotherFileOfItsDirectoryIsAProgram() throws IOException {
    install("memtest-7.efi");
    Files.createSymbolicLink(directory.resolve("memtest.efi"), Path.of("memtest-7.efi"));
    start(Map.of());

    assertThat(programs.named("memtest.efi").map(BootProgram::path))
        .contains(directory.resolve("memtest-7.efi"));
  }

  /** A machine must get the file that it was promised, or none. */
  @Test
  void aFileThatIsCalledLikeAKindOfProgramIsNotTakenForIt() throws IOException {
    install("ipxe-x86_64.efi");
    start(Map.of("efi64", directory.resolve("absent.efi").toString()));

    assertThat(programs.named("ipxe-x86_64.efi")).isEmpty();
  }

  @Test
  void ofTooManyFilesSomeAreProgramsAndAPersonIsTold() throws IOException {
    for (int i = 0; i <= NamedFiles.MOST; i++) {
      install("many/" + i + ".efi");
    }
    Path many = directory.resolve("many");
    String log = log(() -> start(Map.of("directories", many.toString())));

    assertThat(log).contains("WARN", many.toString(), String.valueOf(NamedFiles.MOST));
    assertThat(
            IntStream.rangeClosed(0, NamedFiles.MOST)
                .filter(i -> programs.named(i + ".efi").isPresent()))
        .hasSize(NamedFiles.MOST);
    assertThat(log(() -> programs.look())).as("at the next look").doesNotContain("WARN");
  }

  /** IANA has a second code for what boots by HTTP; it runs the same programs. */
  @ParameterizedTest
  @CsvSource({"15, 6", "16, 7", "17, 9", "18, 10", "19, 11", "20, 0", "26, 25", "28, 27", "40, 39"})
  void whatBootsByHttpGetsTheSameProgram(int byHttp, int without) throws IOException {
    install(
        "undionly.kpxe",
        "snponly.efi",
        "ipxe-i386.efi",
        "ipxe-arm32.efi",
        "ipxe-arm64.efi",
        "ipxe-riscv32.efi",
        "ipxe-riscv64.efi",
        "ipxe-loong64.efi");
    start(Map.of());

    assertThat(programs.programFor(machine(byHttp, Firmware.HTTP_BOOT)))
        .isPresent()
        .isEqualTo(programs.programFor(machine(without, Firmware.PXE)));
  }

  @ParameterizedTest
  @CsvSource({
    "pxelinuxMachines, all, 0, PXELINUX",
    "pxelinuxMachines, 52:54:00, 0, PXELINUX",
    "pxelinuxMachines, '52:54:01, 52:54:00:12:34:56', 0, PXELINUX",
    "pxelinuxMachines, 52:54:01, 0, IPXE",
    "pxelinuxMachines, '', 0, IPXE",
    "pxelinuxMachines, all, 7, IPXE", // PXELINUX is for BIOS alone
    "grubMachines, all, 7, GRUB",
    "grubMachines, all, 16, GRUB",
    "grubMachines, All, 9, GRUB",
    "grubMachines, 52:54:00:12:34:56, 11, GRUB",
    "grubMachines, all, 6, GRUB",
    "grubMachines, all, 27, IPXE", // nobody signs one
    "grubMachines, all, 0, IPXE",
    "grubMachines, 52:54:00:12:34:57, 7, IPXE"
  })
  void theLoaderIsThatOfTheConfigurationWhereTheArchitectureAllowsIt(
      String key, String machines, int architecture, Loader loader) {
    start(Map.of(key, machines));

    assertThat(programs.loaderFor(machine(architecture, Firmware.PXE))).isEqualTo(loader);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PXE, lpxelinux.0, ldlinux.c32",
    "0, IPXE, lpxelinux.0, ldlinux.c32",
    "7, PXE, shimx64.efi, grubx64.efi",
    "16, HTTP_BOOT, shimx64.efi, grubx64.efi",
    "11, PXE, shimaa64.efi, grubaa64.efi",
    "6, PXE, shimia32.efi, grubia32.efi"
  })
  void aLoadersProgramAndWhatItLoadsFromBesideItselfAreFoundWherePackagesPutThem(
      int architecture, Firmware firmware, String first, String beside) throws IOException {
    install(
        "system/usr/lib/PXELINUX/lpxelinux.0",
        "system/usr/lib/syslinux/modules/bios/ldlinux.c32",
        "system/usr/lib/shim/shimx64.efi.signed",
        "system/usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed",
        "system/usr/lib/shim/shimaa64.efi.signed",
        "system/usr/lib/grub/arm64-efi-signed/grubnetaa64.efi.signed",
        "system/boot/efi/EFI/fedora/shimia32.efi",
        "system/boot/efi/EFI/fedora/grubia32.efi");
    start(Map.of("pxelinuxMachines", "all", "grubMachines", "all"));

    BootProgram program = programs.programFor(machine(architecture, firmware)).orElseThrow();

    assertThat(program.name()).isEqualTo(first);
    assertThat(program.loader()).isEqualTo(programs.loaderFor(machine(architecture, firmware)));
    assertThat(programs.named(first)).contains(program);
    assertThat(programs.named(beside)).isPresent();
  }

  /** What a person asks for in a menu on the machine, whatever is configured for it. */
  @ParameterizedTest
  @CsvSource({"0, PXELINUX, lpxelinux.0", "0, IPXE, undionly.kpxe", "0, GRUB,", "7, PXELINUX,"})
  void anyLoadersProgramIsFoundWhereTheArchitectureAllowsIt(
      int architecture, Loader loader, String name) throws IOException {
    install(
        "system/usr/lib/PXELINUX/lpxelinux.0",
        "system/usr/lib/syslinux/modules/bios/ldlinux.c32",
        "system/usr/lib/ipxe/undionly.kpxe");
    start(Map.of());

    assertThat(
            programs.programFor(machine(architecture, Firmware.PXE), loader).map(BootProgram::name))
        .isEqualTo(Optional.ofNullable(name));
  }

  /** It would get no further than its first program. */
  @Test
  void aLoaderWithoutWhatItLoadsFromBesideItselfIsNoProgram() throws IOException {
    install("system/usr/lib/PXELINUX/lpxelinux.0");
    start(Map.of("pxelinuxMachines", "all"));

    assertThat(log(() -> assertThat(pathFor(0)).isEmpty()))
        .contains("ldlinux.c32", "syslinux-common", "modules/bios/ldlinux.c32");
  }

  /** Nothing is offered then, and a person at night has this line alone. */
  @ParameterizedTest
  @CsvSource({
    "shim32, 6, grubia32.efi, grub32, grub2-efi-ia32",
    "grub32, 6, shimia32.efi, shim32, shim-ia32",
    "shimArm64, 11, grubaa64.efi, grubArm64, grub2-efi-aa64",
    "shim64, 7, grubx64.efi, grub64, grub-efi-amd64-signed",
    "shim64, 16, grubx64.efi, grub64, grub-efi-amd64-signed"
  })
  void ofAHalfInstalledLoaderTheLogNamesTheMachineTheFileThePackageAndTheKey(
      String key, int architecture, String lacking, String itsKey, String itsPackage)
      throws IOException {
    install("undionly.kpxe", "snponly.efi", "chosen.efi");
    Map<String, String> configuration =
        Map.of("grubMachines", "all", key, directory.resolve("chosen.efi").toString());

    assertThat(log(() -> start(configuration)))
        .as("before a machine asks")
        .contains(lacking, "set " + itsKey + " in", itsPackage);
    assertThat(log(() -> assertThat(pathFor(architecture)).isEmpty()))
        .contains("52:54:00:12:34:56", "cannot boot", lacking, "set " + itsKey + " in", itsPackage);
    assertThat(log(() -> pathFor(architecture))).as("at once again").isEmpty();
    assertThat(log(() -> pathFor(architecture == 11 ? 7 : 11)))
        .as("another kind of machine has a line of its own")
        .contains("cannot boot");
  }

  @Test
  void whatNobodyAskedForIsNotMissed() throws IOException {
    install("undionly.kpxe", "snponly.efi");

    assertThat(log(() -> start(Map.of()))).doesNotContain("WARN");
    programs.deactivate();
    assertThat(log(() -> start(Map.of("efiArm64", "/srv/mine.efi")))).contains("/srv/mine.efi");
    programs.deactivate();
    assertThat(log(() -> start(Map.of("pxelinuxMachines", "52:54:00"))))
        .contains("pxelinux;", "syslinux-common")
        .doesNotContain("shim");
    programs.deactivate();
    assertThat(log(() -> start(Map.of("grubMachines", "all"))))
        .contains("shim-signed;", "grub-efi-amd64-signed")
        .doesNotContain("arm64", "i386", "syslinux");
  }

  @Test
  void theInventoryTellsWhatIsFoundWhatIsNeededAndWhatToDoInTheLogsWords() throws IOException {
    install("undionly.kpxe");
    String said = log(() -> start(Map.of("efiArm64", "/srv/mine.efi")));

    assertThat(programs.uses())
        .extracting(ProgramUse::key)
        .containsExactlyElementsOf(Stream.of(Program.values()).map(Program::key).toList());
    ProgramUse bios = use("bios");
    assertThat(bios.firmware()).isEqualTo("x86 BIOS");
    assertThat(bios.program().orElseThrow().path()).isEqualTo(directory.resolve("undionly.kpxe"));
    assertThat(bios.needed()).isTrue();
    assertThat(bios.advice()).isEmpty();
    for (String needed : List.of("efi64", "efiArm64")) {
      assertThat(use(needed).program()).isEmpty();
      assertThat(use(needed).needed()).isTrue();
      assertThat(said).contains(use(needed).advice().orElseThrow());
    }
    assertThat(use("shim64").needed()).isFalse();
    assertThat(use("shim64").advice().orElseThrow()).contains("shim-signed");
  }

  @Test
  void whatToDoIsSaidForKarafAndForTheCommandLineWhereItHasAnOption() {
    start(Map.of("bios", "/srv/mine.kpxe"));

    assertThat(use("efi64").advice().orElseThrow())
        .contains("or set efi64 in etc/org.pixiecore.bootloaders.cfg")
        .endsWith(", or start pixiecore with --ipxe-efi64.");
    assertThat(use("bios").advice().orElseThrow())
        .startsWith("There is no readable file /srv/mine.kpxe, which bios names for x86 BIOS.")
        .endsWith(", or start pixiecore with --ipxe-bios.");
    assertThat(use("efiArm64").advice().orElseThrow())
        .endsWith("or set efiArm64 in etc/org.pixiecore.bootloaders.cfg.");
  }

  private ProgramUse use(String key) {
    return programs.uses().stream().filter(use -> use.key().equals(key)).findAny().orElseThrow();
  }

  @Test
  void aFileThatOnlyItsKeyLeftIsNotGoneAndWhatIsMissingIsToldOnce() throws IOException {
    install("undionly.kpxe", "snponly.efi", "arm/ipxe-arm64.efi");
    start(Map.of("directories", directory + ", " + directory.resolve("arm")));

    assertThat(log(() -> programs.modified(properties(Map.of("efi64", "/srv/mine.efi")))).lines())
        .filteredOn(line -> line.contains("WARN"))
        .as("another key, and a directory that is searched no longer")
        .hasSize(2)
        .noneMatch(line -> line.contains("is gone"))
        .anyMatch(line -> line.contains("/srv/mine.efi"))
        .anyMatch(line -> line.contains("UEFI ARM64"));
    assertThat(log(() -> programs.look())).isEmpty();
  }

  @Test
  void aFileThatIsGoneIsToldSoOnce() throws IOException {
    install("undionly.kpxe", "snponly.efi");
    start(Map.of());
    Path file = directory.resolve("snponly.efi");
    Files.delete(file);

    assertThat(log(() -> programs.modified(properties(Map.of("efi64", "/srv/mine.efi")))).lines())
        .singleElement()
        .asString()
        .contains(file + " is gone", "/srv/mine.efi");
    assertThat(log(() -> programs.look())).isEmpty();
  }

  @Test
  void aMachineWithoutAProgramIsWarnedOfOnceAMinute() {
    start(Map.of());
    List<Integer> warnings = new ArrayList<>();
    for (int second = 0; second <= 60; second++) {
      if (!log(() -> pathFor(0)).isEmpty()) {
        warnings.add(second);
      }
      now += TimeUnit.SECONDS.toNanos(1);
    }
    assertThat(warnings).containsExactly(0, 60);
    assertThat(log(() -> pathFor(6)))
        .contains("UEFI IA32", directory.toString(), "ipxe-bootimgs-x86", "efi32");
  }

  @Test
  void distributionsDirectoriesComeAfterTheConfiguredOnes() {
    BootloadersSettings settings =
        BootloadersSettings.parse(new Configuration(Map.of("directories", "/srv/a,/srv/b")));
    programs = new InstalledPrograms(new LiveSettings<>(c -> settings, Map.of()), () -> now);

    assertThat(settings.directories())
        .extracting(Path::toString)
        .containsExactly("/srv/a", "/srv/b");
    assertThat(settings.searched())
        .extracting(Path::toString)
        .containsExactly("/srv/a", "/srv/b", "/usr/lib/ipxe", "/usr/share/ipxe");
  }

  /** What is logged meanwhile. */
  private static String log(Runnable action) {
    PrintStream standardError = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(standardError);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  private void start(Map<String, String> configuration) {
    programs =
        new InstalledPrograms(
            new LiveSettings<>(
                c -> BootloadersSettings.parse(c, directory.resolve("system")),
                properties(configuration)),
            () -> now);
  }

  private Map<String, Object> properties(Map<String, String> configuration) {
    Map<String, Object> properties = new HashMap<>(configuration);
    properties.putIfAbsent("directories", directory.toString());
    return properties;
  }

  private Optional<Path> pathFor(int architecture) {
    return programs.programFor(machine(architecture, Firmware.PXE)).map(BootProgram::path);
  }

  private void install(String... names) throws IOException {
    for (String name : names) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  private static Machine machine(int architecture, Firmware firmware) {
    return new Machine(
        MacAddress.parse("52:54:00:12:34:56"),
        new Architecture(architecture),
        firmware,
        Optional.empty());
  }
}
