package org.pixiecore.booter.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt. */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final DoubleSupplier random;

  /**
   * @param random from 0 to 1, so that many servers that failed together do not come back together
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * Twice as long from one attempt to the next, of which the second half is left to chance; and no
   * shorter than what the server asks for.
   *
   * @param failures how many attempts failed, at least 1
   */
  Duration after(int failures, Optional<Duration> retryAfter) {
    long most = Math.min(FIRST.toMillis() << Math.min(failures - 1, 10), LONGEST.toMillis());
    Duration delay = Duration.ofMillis(Math.round(most * (0.5 + random.getAsDouble() / 2)));
    return retryAfter.filter(asked -> asked.compareTo(delay) > 0).orElse(delay);
  }

  /** Reads a Retry-After field (RFC 9110 section 10.2.3); empty if it is none. */
  static Optional<Duration> retryAfter(Optional<String> field, Clock clock) {
    String text = field.orElse("").strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
