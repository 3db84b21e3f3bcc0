package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogLimitTest {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final LogLimit limit = new LogLimit(Duration.ofNanos(10), clock::get);

  @Test
  void letsOnePassInItsTimeAndCountsTheOthers() {
    assertThat(limit.pass()).isZero();
    assertThat(limit.pass()).isEqualTo(-1);
    clock.addAndGet(9);
    assertThat(limit.pass()).isEqualTo(-1);
    clock.addAndGet(1);
    assertThat(limit.pass()).isEqualTo(2);
    clock.addAndGet(100);
    assertThat(limit.pass()).isZero();
  }
}
