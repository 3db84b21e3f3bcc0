package org.pixiecore.booter.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Clock CLOCK = Clock.fixed(FakeTime.START, ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "1, 100, 200",
    "2, 200, 400",
    "3, 400, 800",
    "4, 800, 1600",
    "5, 1000, 2000",
    "60, 1000, 2000"
  })
  void eachPauseIsTwiceTheLastUpToALimit(int failures, int least, int most) {
    assertThat(new Backoff(() -> 0).after(failures, Optional.empty()))
        .isEqualTo(Duration.ofMillis(least));
    assertThat(new Backoff(() -> 1).after(failures, Optional.empty()))
        .isEqualTo(Duration.ofMillis(most));
  }

  @Test
  void isNoShorterThanTheServerAsksFor() {
    assertThat(new Backoff(() -> 0).after(1, Optional.of(Duration.ofSeconds(3))))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(new Backoff(() -> 0).after(1, Optional.of(Duration.ZERO)))
        .isEqualTo(Duration.ofMillis(100));
  }

  @ParameterizedTest
  @CsvSource({
    "120, 120",
    "' 0 ', 0",
    "'Sat, 21 Nov 2026 12:00:07 GMT', 7",
    "'Sat, 21 Nov 2026 11:00:00 GMT', 0"
  })
  void retryAfter(String field, int seconds) {
    assertThat(Backoff.retryAfter(Optional.of(field), CLOCK)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"''", "-1", "soon", "99999999999999999999", "2026-11-21"})
  void noRetryAfter(String field) {
    assertThat(Backoff.retryAfter(Optional.of(field), CLOCK)).isEmpty();
    assertThat(Backoff.retryAfter(Optional.empty(), CLOCK)).isEmpty();
  }
}
