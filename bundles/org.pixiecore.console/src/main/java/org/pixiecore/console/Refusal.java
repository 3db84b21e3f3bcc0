package org.pixiecore.console;

import java.time.Duration;

/**
 * Why a request is not carried out.
 *
 * @param status of HTTP
 * @param error what was wrong and what to do, for people
 * @param retryAfter when to come again; zero where that is of no use
 */
record Refusal(int status, String error, Duration retryAfter) {

  Refusal(int status, String error) {
    this(status, error, Duration.ZERO);
  }
}
