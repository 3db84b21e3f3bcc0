package org.pixiecore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpxeTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\"\"=\"\"",
        "quiet splash=quiet splash",
        "a  b=a ${nothing} b",
        " a=${nothing} a",
        "a =a ${nothing}",
        " =${nothing} ${nothing}",
        "a && b=a ${nothing}&& b",
        "a || b=a ${nothing}|| b",
        "a ; b=a ${nothing}; b",
        "a;b a&&b a||b &&& a#b=a;b a&&b a||b &&& a#b",
        "#a # ##=${nothing}#a ${nothing}# ${nothing}##",
        "a\\=a\\${nothing}",
        "a\\ b=a\\ b",
        "mac ${net0/mac}=mac ${net0/mac}",
        "${a b}=${a b}",
        "$ { } \" ' `=$ { } \" ' `",
        "grüße=grüße",
      })
  void isWrittenAs(String text, String arguments) {
    assertThat(IpxeText.arguments(text)).isEqualTo(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nreboot", "a\r\nreboot", "a\treboot", "a\u0000reboot", "a\u000breboot"})
  void aControlCharacterBeginsNoLine(String text) {
    assertThat(IpxeText.arguments(text)).matches("a( \\$\\{nothing})? reboot");
  }

  /** Reads the line as iPXE's core/exec.c does, with every setting unknown. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "console=ttyS0",
        "a  b   c",
        " leading and trailing  ",
        "|| && ; # #x x# &&& \\",
        "systemd.run=\"a && b || c\"  ;  # \\\\",
        "trailing ;",
        "\\",
        "#",
      })
  void iPxeGetsTheTextByteForByte(String text) {
    String line = "imgargs kernel " + IpxeText.arguments(text);
    assertThat(line).doesNotEndWith("\\").doesNotContain("\n");
    assertThat(Stream.of(line.strip().split("\\s+", -1)))
        .noneMatch(word -> word.equals("||") || word.equals("&&") || word.equals(";"))
        .noneMatch(word -> word.startsWith("#"));
    assertThat(
            Stream.of(line.strip().split("\\s+", -1))
                .skip(2)
                .map(word -> word.replace("${nothing}", ""))
                .collect(Collectors.joining(" ")))
        .isEqualTo(text);
  }
}
