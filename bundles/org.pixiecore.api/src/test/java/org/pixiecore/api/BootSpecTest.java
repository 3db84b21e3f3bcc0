package org.pixiecore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;

class BootSpecTest {

  @Test
  void aKernelBootKeepsItsInitrdsWhateverBecomesOfTheList() {
    List<BootFile> initrds = new ArrayList<>(List.of(BootFile.parse("/a")));
    KernelBoot boot =
        new KernelBoot(BootFile.parse("/k"), initrds, CommandLine.EMPTY, Optional.empty());
    initrds.clear();

    assertThat(boot.initrds()).containsExactly(BootFile.parse("/a"));
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
        .isThrownBy(() -> new BootProgram(name, Path.of("/srv/program")));
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
}
