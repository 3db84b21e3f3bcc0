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
 * @param ofServer whether questions about other machines are likely to fail too
 */
record Failure(String reason, Optional<Duration> retryAfter, boolean mayPass, boolean ofServer) {

  /** The server said that it cannot say. */
  static Failure status(ApiClient.Response response, Clock clock) {
    int status = response.status();
    return new Failure(
        "it answered " + status,
        Backoff.retryAfter(response.headers().firstValue("Retry-After"), clock),
        status == 408 || status == 429 || status >= 500,
        status == 429 || status == 503);
  }

  /** There was no answer. */
  static Failure of(IOException e) {
    return new Failure(
        e.getMessage(),
        Optional.empty(),
        !(e instanceof RedirectException),
        e instanceof UnreachableException);
  }
}
