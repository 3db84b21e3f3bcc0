package org.pixiecore.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final int RETRIES = 12;

  @Test
  void eachPauseIsTwiceTheLastUpToAMinute() {
    RetrySchedule latest = new RetrySchedule(RetrySchedule.FIRST, () -> 1);

    assertThat(pauses(latest).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L, 60L, 60L);
  }

  @Test
  void chanceTakesHalfAtMost() {
    RetrySchedule earliest = new RetrySchedule(RetrySchedule.FIRST, () -> 0);

    assertThat(pauses(earliest).limit(3).map(Duration::toMillis))
        .containsExactly(500L, 1000L, 2000L);
    assertThat(pauses(earliest).reduce(Duration.ZERO, Duration::plus))
        .as("what the configuration file promises")
        .isGreaterThan(Duration.ofMinutes(3));
  }

  @Test
  void thereIsAnEnd() {
    RetrySchedule schedule = new RetrySchedule(RetrySchedule.FIRST, () -> 1);

    assertThat(schedule.after(RETRIES + 1, RETRIES, Optional.empty())).isEmpty();
    assertThat(schedule.after(1, 0, Optional.empty())).isEmpty();
    assertThat(schedule.after(100, 100, Optional.empty())).contains(RetrySchedule.LONGEST);
  }

  @Test
  void whatTheReceiverAsksForIsKeptWithinReason() {
    RetrySchedule schedule = new RetrySchedule(RetrySchedule.FIRST, () -> 1);

    assertThat(schedule.after(1, RETRIES, Optional.of(Duration.ofSeconds(90))))
        .contains(Duration.ofSeconds(90));
    assertThat(schedule.after(1, RETRIES, Optional.of(Duration.ZERO)))
        .contains(Duration.ofSeconds(1));
    assertThat(schedule.after(1, RETRIES, Optional.of(Duration.ofDays(1))))
        .contains(RetrySchedule.LONGEST_ASKED_FOR);
  }

  private static Stream<Duration> pauses(RetrySchedule schedule) {
    return IntStream.rangeClosed(1, RETRIES)
        .mapToObj(failures -> schedule.after(failures, RETRIES, Optional.empty()).orElseThrow());
  }
}
