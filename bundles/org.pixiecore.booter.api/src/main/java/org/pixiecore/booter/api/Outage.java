package org.pixiecore.booter.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A time in which the API is not asked about machines for which a last answer can serve: its server
 * failed just now, and more questions would do neither it nor them any good. Each failure after the
 * end of such a time makes the next longer. Now and then a question is let through meanwhile, and
 * the first success ends it.
 */
final class Outage {

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration LONGEST_ASKED_FOR = Duration.ofSeconds(60);
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

  private final Time time;
  private int failures;
  private long end;
  private long nextProbe;

  Outage(Time time) {
    this.time = time;
  }

  /**
   * A question failed, all attempts of it, because of the server and not of what was asked.
   * Questions that fail together count as one.
   *
   * @param retryAfter for how long the server asks to be left alone
   */
  synchronized void failed(Optional<Duration> retryAfter) {
    long now = time.nanoTime().getAsLong();
    if (!isOn(now)) {
      end = now + min(FIRST.multipliedBy(1L << Math.min(failures, 10)), LONGEST).toNanos();
      nextProbe = now + BETWEEN_PROBES.toNanos();
      failures++;
    }
    long asked = now + min(retryAfter.orElse(Duration.ZERO), LONGEST_ASKED_FOR).toNanos();
    end = later(end, asked);
    nextProbe = later(nextProbe, asked);
  }

  /** The API answered. */
  synchronized void over() {
    failures = 0;
  }

  /** Whether a question for which a last answer can serve is not to be sent. */
  synchronized boolean holdsBack() {
    long now = time.nanoTime().getAsLong();
    if (!isOn(now)) {
      return false;
    }
    if (nextProbe - now > 0) {
      return true;
    }
    nextProbe = now + BETWEEN_PROBES.toNanos();
    return false;
  }

  private boolean isOn(long now) {
    return failures > 0 && end - now > 0;
  }

  /** Of two of {@link System#nanoTime()}, which may overflow. */
  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
