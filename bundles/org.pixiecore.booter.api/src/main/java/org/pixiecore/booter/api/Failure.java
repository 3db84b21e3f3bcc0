package org.pixiecore.booter.api;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Why an attempt gave no answer.
 *
 * @param reason for people
 * @param retryAfter when the server asks to be asked again
 * @param mayPass whether another attempt may fare better
 */
record Failure(String reason, Optional<Duration> retryAfter, boolean mayPass) {

  /** The server said that it cannot say. */
  static Failure status(ApiClient.Response response, Clock clock) {
    return new Failure(
        "it answered " + response.status(),
        Backoff.retryAfter(response.headers().firstValue("Retry-After"), clock),
        true);
  }

  /** There was no answer. */
  static Failure of(IOException e) {
    return new Failure(e.getMessage(), Optional.empty(), !(e instanceof RedirectException));
  }
}
