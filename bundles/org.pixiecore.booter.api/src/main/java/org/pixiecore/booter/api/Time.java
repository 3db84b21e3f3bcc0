package org.pixiecore.booter.api;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What passes while answers are kept and attempts are repeated.
 *
 * @param nanoTime as {@link System#nanoTime()}
 * @param clock for dates that servers send
 * @param sleep waits
 */
record Time(LongSupplier nanoTime, Clock clock, Sleep sleep) {

  /** Waits for so long. */
  @FunctionalInterface
  interface Sleep {
    void sleep(Duration duration) throws InterruptedException;
  }

  /** As it passes outside of tests. */
  static final Time REAL =
      new Time(System::nanoTime, Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()));

  /** How long it is since then. */
  Duration since(long nanos) {
    return Duration.ofNanos(nanoTime.getAsLong() - nanos);
  }
}
