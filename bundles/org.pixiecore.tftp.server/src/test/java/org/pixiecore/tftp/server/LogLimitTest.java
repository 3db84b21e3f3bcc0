package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogLimitTest {

  private long nanos;
  private final LogLimit limit = new LogLimit(2, Duration.ofSeconds(10), () -> nanos);

  @Test
  void soManyLinesInAPeriodThenNoneAndThenWordOfThoseLeftOut() {
    assertThat(limit.permits()).isTrue();
    assertThat(limit.remark()).isEmpty();
    assertThat(limit.permits()).isTrue();
    assertThat(limit.permits()).isFalse();
    assertThat(limit.permits()).isFalse();

    nanos += Duration.ofSeconds(10).toNanos();

    assertThat(limit.permits()).isTrue();
    assertThat(limit.remark()).isEqualTo(" (2 such lines were left out before)");
    assertThat(limit.permits()).isTrue();
    assertThat(limit.remark()).isEmpty();
  }
}
