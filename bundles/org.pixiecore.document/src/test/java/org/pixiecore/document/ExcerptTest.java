package org.pixiecore.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void whatIsShortIsWhole() {
    assertThat(Excerpt.of("abc", 3)).isEqualTo("abc");
    assertThat(Excerpt.of("abcd", 3)).isEqualTo("abc…");
  }

  @Test
  void aSecretIsMaskedAlsoWhereItsEndIsNotShown() {
    assertThat(Excerpt.of("http://user:" + "secret".repeat(20) + "@host/x", 80))
        .isEqualTo("http://…@host/x");
    assertThat(Excerpt.of("http://user:" + "secret".repeat(10_000) + "@host/x", 80))
        .startsWith("http://…@")
        .doesNotContain("secret");
  }

  @Test
  void howMuchThereIsCostsNothing() {
    String text = "http:".repeat(1 << 20);

    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Excerpt.of(text, 80));
  }
}
