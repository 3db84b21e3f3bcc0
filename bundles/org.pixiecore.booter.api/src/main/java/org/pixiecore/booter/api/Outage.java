package org.pixiecore.booter.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A time in which the API is not asked about machines for which a last answer can serve: it failed
 * just now, and more questions would do neither it nor them any good. Each failure makes the time
 * longer, and the first success ends it.
 */
final class Outage {

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration LONGEST_ASKED_FOR = Duration.ofSeconds(60);

  private final Time time;
  private Duration length = Duration.ZERO;
  private long began;
  private int failures;

  Outage(Time time) {
    this.time = time;
  }

  /**
   * A question failed, all attempts of it.
   *
   * @param retryAfter for how long the server asks to be left alone
   */
  synchronized void failed(Optional<Duration> retryAfter) {
    began = time.nanoTime().getAsLong();
    length = min(FIRST.multipliedBy(1L << Math.min(failures++, 10)), LONGEST);
    Duration asked = min(retryAfter.orElse(Duration.ZERO), LONGEST_ASKED_FOR);
    length = asked.compareTo(length) > 0 ? asked : length;
  }

  /** The API answered. */
  synchronized void over() {
    failures = 0;
    length = Duration.ZERO;
  }

  synchronized boolean isOn() {
    return failures > 0 && time.since(began).compareTo(length) < 0;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
