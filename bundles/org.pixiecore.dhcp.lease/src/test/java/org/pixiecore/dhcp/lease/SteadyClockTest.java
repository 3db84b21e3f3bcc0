package org.pixiecore.dhcp.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private final FakeClock system = new FakeClock();
  private final AtomicLong nanos = new AtomicLong(-5);
  private final Instant began = system.instant();
  private final SteadyClock clock = new SteadyClock(system, nanos::get);

  @Test
  void whenTheSystemsClockIsSetNothingHasPassed() {
    system.passes(Duration.ofDays(-400));
    assertThat(clock.instant()).isEqualTo(began);
    system.passes(Duration.ofDays(9000));
    assertThat(clock.instant()).isEqualTo(began);
  }

  @Test
  void whatHasPassedIsAdded() {
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(clock.instant()).isEqualTo(began.plus(Duration.ofHours(1)));
  }
}
