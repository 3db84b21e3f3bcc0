package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootSpec.KernelBoot;

class AnswerDocumentTest {

  private static final FileNames FILES = new FileNames(URI.create("http://api.local"), List.of());

  @Test
  void saysForHowLongItMayBeCached() throws Exception {
    assertThat(read("{\"boot\": \"local\", \"cache\": 60}").cache())
        .contains(Duration.ofMinutes(1));
    assertThat(read("{\"boot\": \"local\"}").cache()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "86401", "1.5", "\"60\"", "true", "99999999999"})
  void refusesAnotherTimeToCache(String cache) {
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> read("{\"boot\": \"local\", \"cache\": " + cache + "}"))
        .withMessageContaining("/cache")
        .withMessageContaining("86400");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'kernel': '/k', 'onec': true} | /onec: unknown",
        "{'kernel': '/k', 'boot': 'local'} | given is kernel and boot",
        "{'Kernel': '/k'} | /Kernel: unknown",
        "[] | expected is an object"
      })
  void isStrict(String answer, String problem) {
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> read(answer.replace('\'', '"')))
        .withMessageContaining(problem);
  }

  @Test
  void textIsUtf8WithOrWithoutAMark() throws Exception {
    for (String mark : List.of("", "\ufeff")) {
      AnswerDocument document = read(mark + "{\"kernel\": \"/k\", \"message\": \"Grüße, 世界\"}");
      assertThat(((KernelBoot) document.spec()).message()).contains("Grüße, 世界");
    }
  }

  @Test
  void otherTextIsNoJsonOrReadAsWhatItIs() throws Exception {
    assertThat(
            AnswerDocument.read("{\"kernel\": \"/k\"}".getBytes(UTF_16BE), ApiVersion.TWO, FILES)
                .spec())
        .isInstanceOf(KernelBoot.class);
    byte[] latin1 =
        "{\"kernel\": \"/k\", \"message\": \"Gr\u00fc\"}"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> AnswerDocument.read(latin1, ApiVersion.TWO, FILES))
        .withMessageContaining("UTF-8");
  }

  @Test
  void whatIsNoJsonIsShownInPartAndWithoutSecrets() {
    String page = "<a href=\"http://u:secret@host/\">" + "x".repeat(10_000);

    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> read(page))
        .withMessageContaining("line 1, column")
        .withMessageContaining("<a href=")
        .withMessageNotContaining("secret")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void whatIsNestedTooDeeplyIsRefused() {
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> read("{\"kernel\": " + "[".repeat(100_000)))
        .withMessageContaining("depth");
  }

  private static AnswerDocument read(String answer) throws Exception {
    return AnswerDocument.read(answer.getBytes(UTF_8), ApiVersion.TWO, FILES);
  }
}
