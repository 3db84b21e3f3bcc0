package org.pixiecore.notify;

import java.time.Duration;
import java.util.Optional;

/** What came of a call. */
sealed interface Outcome {

  /** The receiver has it. */
  record Delivered() implements Outcome {}

  /**
   * It may go better later.
   *
   * @param reason for people, without a secret
   * @param pause for which the receiver asks to be left alone; empty if it does not
   */
  record Failed(String reason, Optional<Duration> pause) implements Outcome {}

  /**
   * The receiver does not want it: to try again is of no use.
   *
   * @param reason for people, without a secret
   */
  record Refused(String reason) implements Outcome {}

  /** What an answer says by its status (RFC 9110 section 15), and by Retry-After in seconds. */
  static Outcome of(int status, Optional<String> retryAfter) {
    if (status / 100 == 2) {
      return new Delivered();
    }
    String reason = "it answered " + status;
    if (status / 100 == 5 || status == 408 || status == 425 || status == 429) {
      return new Failed(
          reason,
          retryAfter
              .map(String::strip)
              .filter(text -> text.matches("[0-9]{1,9}"))
              .map(text -> Duration.ofSeconds(Long.parseLong(text))));
    }
    return new Refused(
        status / 100 == 3 ? reason + ": it redirects, which is not followed" : reason);
  }
}
