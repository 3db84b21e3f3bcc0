package org.pixiecore.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** When what failed is tried again, and for how long. */
final class RetrySchedule {

  /** The longest pause, unless the receiver asks for a longer one. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  /** The longest pause that a receiver may ask for. */
  static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);

  /** The first pause. */
  static final Duration FIRST = Duration.ofSeconds(1);

  private final Duration first;
  private final DoubleSupplier random;

  /**
   * @param first the first pause
   * @param random from 0 to 1, so that what failed together does not come back together
   */
  RetrySchedule(Duration first, DoubleSupplier random) {
    this.first = first;
    this.random = random;
  }

  /**
   * The pause before the next attempt: twice as long from one to the next, of which the second half
   * is left to chance. Empty when there have been enough.
   *
   * @param failures how many attempts failed, at least 1
   * @param retries how many attempts may follow the first
   * @param asked the pause that the receiver asks for; empty for none
   */
  Optional<Duration> after(int failures, int retries, Optional<Duration> asked) {
    if (failures > retries) {
      return Optional.empty();
    }
    long most = Math.min(first.toMillis() << Math.min(failures - 1, 20), LONGEST.toMillis());
    Duration pause = Duration.ofMillis(Math.round(most * (0.5 + random.getAsDouble() / 2)));
    return Optional.of(longer(pause, shorter(asked.orElse(Duration.ZERO), LONGEST_ASKED_FOR)));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
