package org.pixiecore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

  @ParameterizedTest
  @CsvSource({
    "0, x86 BIOS",
    "6, UEFI IA32",
    "7, UEFI x86-64", // IANA's table: RFC 4578's own has EBC here
    "9, UEFI EBC",
    "10, UEFI ARM32",
    "11, UEFI ARM64",
    "22, U-Boot ARM64",
    "27, UEFI RISC-V 64",
    "39, UEFI LoongArch 64",
    "41, Raspberry Pi",
    "42, architecture 42",
    "65535, architecture 65535"
  })
  void isShownByItsName(int code, String name) {
    assertThat(new Architecture(code)).hasToString(name);
  }

  /** IANA's registry: what loads by HTTP runs the same programs. */
  @ParameterizedTest
  @CsvSource({
    "15, 6", "16, 7", "17, 9", "18, 10", "19, 11", "20, 0", "23, 21", "24, 22", "26, 25", "28, 27",
    "30, 29", "38, 37", "40, 39"
  })
  void oneThatBootsByHttpIsTheSameWithoutIt(int byHttp, int without) {
    assertThat(new Architecture(byHttp).byHttp()).isTrue();
    assertThat(new Architecture(byHttp).withoutHttp()).isEqualTo(new Architecture(without));
    assertThat(new Architecture(without).byHttp()).isFalse();
    assertThat(new Architecture(without).withoutHttp()).isEqualTo(new Architecture(without));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "65535, 65535",
    "x86-bios, 0",
    "X86 BIOS, 0",
    "uefi-x86-64, 7",
    "UEFI ARM64, 11",
    "' uefi-ebc ', 9"
  })
  void isReadFromItsCodeOrName(String text, int code) {
    assertThat(Architecture.parse(text)).isEqualTo(new Architecture(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bios?", "-1", "x86"})
  void whatIsNoneIsToldWhatIsKnown(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Architecture.parse(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("uefi-x86-64")
        .withMessageContaining("0 to 65535");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "7, true", "16, true", "41, true", "1, false", "240, false"})
  void oneIsKnownThatMeansSomethingHere(int code, boolean known) {
    assertThat(new Architecture(code).isKnown()).isEqualTo(known);
  }

  @Test
  void oneWithoutANameIsAValueLikeAnyOther() {
    assertThat(new Architecture(27)).isEqualTo(new Architecture(27));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536})
  void has16Bits(int code) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Architecture(code));
  }
}
