package org.pixiecore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;

class BootSpecTest {

  @TempDir private Path directory;

  @Test
  void aScriptIsReadFromAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("a.ipxe"), "#!ipxe\necho \u00e4\n");

    assertThat(IpxeScript.read(file)).isEqualTo(new IpxeScript("#!ipxe\necho \u00e4\n"));
  }

  @Test
  void aFileThatHoldsNoScriptIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("a.ipxe"), "exit\n");

    assertThatIOException()
        .isThrownBy(() -> IpxeScript.read(file))
        .withMessage(file + ": an iPXE script begins with #!ipxe");
    Files.write(file, new byte[IpxeScript.LARGEST_FILE + 1]);
    assertThatIOException()
        .isThrownBy(() -> IpxeScript.read(file))
        .withMessageContaining(file + " is larger than 1048576 octets");
    assertThatIOException()
        .isThrownBy(() -> IpxeScript.read(directory))
        .withMessage(directory + " is no file");
  }

  @Test
  void aKernelBootKeepsItsInitrdsWhateverBecomesOfTheList() {
    List<BootFile> initrds = new ArrayList<>(List.of(BootFile.parse("/a")));
    KernelBoot boot =
        new KernelBoot(BootFile.parse("/k"), initrds, CommandLine.EMPTY, Optional.empty());
    initrds.clear();

    assertThat(boot.initrds()).containsExactly(BootFile.parse("/a"));
  }

  static List<ThrowingCallable> recordsWithNull() {
    BootFile file = BootFile.parse("/k");
    return List.of(
        () -> new KernelBoot(null, List.of(), CommandLine.EMPTY, Optional.empty()),
        () -> new KernelBoot(file, null, CommandLine.EMPTY, Optional.empty()),
        () -> new KernelBoot(file, List.of(), null, Optional.empty()),
        () -> new KernelBoot(file, List.of(), CommandLine.EMPTY, null),
        () -> new IpxeScript(null),
        () -> new CommandLine.FileUrl(null),
        () -> new BootFile(null),
        () -> new BootProgram(null, Path.of("/x"), Loader.IPXE),
        () -> new BootProgram("x", null, Loader.IPXE),
        () -> new BootDecision.Boot(null, "booter"),
        () -> new BootDecision.Boot(new IpxeScript("#!ipxe"), null),
        () -> new BootDecision.Undecided(null));
  }

  @ParameterizedTest
  @MethodSource("recordsWithNull")
  void nullIsRefusedWhereItIsGivenAndNotWhereItIsUsed(ThrowingCallable made) {
    assertThatNullPointerException().isThrownBy(made);
  }

  @Test
  void aScriptBeginsWithItsShebang() {
    assertThat(new IpxeScript("#!ipxe\nexit\n").script()).isEqualTo("#!ipxe\nexit\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IpxeScript("echo\n#!ipxe"))
        .withMessageContaining("#!ipxe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "/etc/passwd", "..", "..\\x", "a\\b"})
  void aProgramsNameIsOnePathSegment(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BootProgram(name, Path.of("/srv/program"), Loader.IPXE));
  }

  @ParameterizedTest
  @CsvSource({"PXE, 52:54:00:12:34:56 (x86 BIOS)", "IPXE, '52:54:00:12:34:56 (x86 BIOS, iPXE)'"})
  void aMachineIsShownAsAPersonKnowsIt(Firmware firmware, String shown) {
    assertThat(
            new Machine(
                MacAddress.parse("52:54:00:12:34:56"),
                Architecture.X86_BIOS,
                firmware,
                Optional.empty()))
        .hasToString(shown);
  }

  @Test
  void aScriptThatBootsOnceConfirms() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BootSpec.Once(new IpxeScript("#!ipxe\nexit\n"), ""))
        .withMessageContaining("${pixiecore-confirm}");
    assertThatNoException()
        .isThrownBy(
            () -> new BootSpec.Once(new IpxeScript("#!ipxe\nimgfetch ${pixiecore-confirm}\n"), ""));
  }

  @Test
  void anOrderIsShort() {
    BootSpec.ProgramBoot program =
        new BootSpec.ProgramBoot(BootFile.parse("/memtest"), Optional.empty());

    assertThatNoException().isThrownBy(() -> new BootSpec.Once(program, "x".repeat(200)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BootSpec.Once(program, "x".repeat(201)));
  }
}
