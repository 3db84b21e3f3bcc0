package org.pixiecore.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** So many times in a period. Not safe for use by several threads. */
final class RateLimit {

  private final int times;
  private final Duration period;
  private final InstantSource clock;
  private Instant began;
  private int used;

  /**
   * Begins its first period now.
   *
   * @param times at least 1
   */
  RateLimit(int times, Duration period, InstantSource clock) {
    this.times = times;
    this.period = period;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** Once more, however often it was. */
  void use() {
    renew();
    used++;
  }

  /** Until when it may not be used; zero if it may be now. */
  Duration pause() {
    renew();
    return used < times ? Duration.ZERO : Duration.between(clock.instant(), began.plus(period));
  }

  private void renew() {
    Instant now = clock.instant();
    if (!now.isBefore(began.plus(period))) {
      began = now;
      used = 0;
    }
  }
}
