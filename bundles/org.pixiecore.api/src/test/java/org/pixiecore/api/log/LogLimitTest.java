package org.pixiecore.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogLimitTest {

  /** Near where the clock wraps, as it may. */
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

  private final LogLimit limit = new LogLimit(2, Duration.ofNanos(10), clock::get);

  @Test
  void letsSoManyPassInAPeriodAndCountsTheOthers() {
    assertThat(limit.permit()).hasValue(0);
    assertThat(limit.permit()).hasValue(0);
    assertThat(limit.permit()).isEmpty();
    clock.addAndGet(9);
    assertThat(limit.permit()).isEmpty();
    clock.addAndGet(1);
    assertThat(limit.permit()).hasValue(2);
    assertThat(limit.permit()).hasValue(0);
    assertThat(limit.permit()).isEmpty();
    clock.addAndGet(100);
    assertThat(limit.permit()).hasValue(1);
  }
}
