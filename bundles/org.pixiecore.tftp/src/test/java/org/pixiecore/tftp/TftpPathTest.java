package org.pixiecore.tftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TftpPathTest {

  @ParameterizedTest
  @CsvSource({
    "undionly.kpxe, undionly.kpxe",
    "/undionly.kpxe, undionly.kpxe",
    "//boot///x.efi, boot/x.efi",
    "\\boot\\x.efi, boot/x.efi",
    "./boot/./x.efi, boot/x.efi",
    "52-54-00-12-34-56/snponly.efi, 52-54-00-12-34-56/snponly.efi",
    "/etc/passwd, etc/passwd",
    "C:\\boot.ini, C:/boot.ini",
    "..x/...y, ..x/...y",
  })
  void aNameStaysInTheTree(String name, String path) throws Exception {
    assertThat(TftpPath.parse(name)).hasToString(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../x",
        "/../x",
        "a/..",
        "a/../b",
        "..\\x",
        "a\\..\\..\\x",
        "\\\\server\\..\\x",
        "a/..\\x",
      })
  void aNameThatLeadsUpwardsIsRefused(String name) {
    assertThatThrownBy(() -> TftpPath.parse(name))
        .isInstanceOf(TftpPath.RefusedException.class)
        .hasMessageContaining("leads upwards");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\0b", "a\nb", "\33[2J", "a\177", "a\u0085b", "a\t", "a\u2028b", "\u202egpj"})
  void aNameWithControlCharactersIsRefusedAndNotRepeated(String name) {
    assertThatThrownBy(() -> TftpPath.parse(name))
        .isInstanceOf(TftpPath.RefusedException.class)
        .hasMessageContaining("control characters")
        .message()
        .matches("[ -~]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "\\", ".", "././/"})
  void aNameThatNamesNoFileIsRefused(String name) {
    assertThatThrownBy(() -> TftpPath.parse(name))
        .isInstanceOf(TftpPath.RefusedException.class)
        .hasMessageContaining("names no file");
  }

  @Test
  void segmentsAreTakenApart() throws Exception {
    assertThat(TftpPath.parse("/a\\b/c").segments()).containsExactly("a", "b", "c");
  }
}
