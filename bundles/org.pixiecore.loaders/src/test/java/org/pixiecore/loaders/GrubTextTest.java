package org.pixiecore.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrubTextTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "quiet, `'quiet'`",
        "a=$b, `'a=$b'`",
        "a;b#c{d}|e&f<g>, `'a;b#c{d}|e&f<g>'`",
        "it's, `'it'\\''s'`",
        "a b, `'a b'`",
      })
  void nothingInAWordMeansAnythingToTheShell(String word, String quoted) {
    assertThat(GrubText.word(word)).isEqualTo(quoted);
  }

  @Test
  void noLineBreakBeginsAnotherCommand() {
    assertThat(GrubText.word("a\nhalt")).isEqualTo("'a halt'");
  }

  /** GRUB puts double quotes around what holds a space, and Linux takes them away. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "root=/dev/sda1  quiet; root=/dev/sda1|quiet",
        "dyndbg=\"file a.c +p\" quiet; dyndbg=file a.c +p|quiet",
        "\"dyndbg=file a.c +p\"; dyndbg=file a.c +p",
        "a=\"b\" c=\"\"; a=b|c=",
        "url=http://h/p?a=b&c=\"d e\"; refused",
      })
  void quotesOfACommandLineAreGrubsToPut(String commandLine, String words) {
    if (words.equals("refused")) {
      assertThatExceptionOfType(CannotLoadException.class)
          .isThrownBy(() -> GrubText.kernelWords(commandLine));
    } else {
      assertThat(words(commandLine)).isEqualTo(words);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a='b'", "a=b\\c", "a=\"b", "a=b\"c d\"e", "a=\"it's\""})
  void whatGrubWouldChangeIsRefused(String commandLine) {
    assertThatExceptionOfType(CannotLoadException.class)
        .isThrownBy(() -> GrubText.kernelWords(commandLine))
        .withMessageContaining("quote");
  }

  @Test
  void nothingIsNoWord() {
    assertThat(words("")).isEmpty();
  }

  private static String words(String commandLine) {
    try {
      return String.join("|", GrubText.kernelWords(commandLine));
    } catch (CannotLoadException e) {
      throw new AssertionError(e);
    }
  }
}
