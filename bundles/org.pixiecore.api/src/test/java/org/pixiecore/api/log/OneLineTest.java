package org.pixiecore.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r\n", "\0", "\t", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029",
        "\u202e", "\u200b", "\ufeff", "\ud800", "\uffff"
      })
  void whatIsNotPrintedBecomesABlank(String character) {
    assertThat(new OneLine("a" + character + "b")).hasToString("a b");
  }

  @Test
  void whatIsPrintedStays() {
    assertThat(new OneLine("käse 日本 \"100%\" \ud83d\udcbe"))
        .hasToString("käse 日本 \"100%\" \ud83d\udcbe");
  }

  @Test
  void anythingWithATextIsFit() {
    assertThat(new OneLine(new IllegalStateException("one\ntwo")))
        .hasToString("java.lang.IllegalStateException: one two");
    assertThat(new OneLine(null)).hasToString("null");
  }
}
