package org.pixiecore.booter.ldap;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when a question must be answered. */
final class Deadline {

  private final Duration limit;
  private final LongSupplier nanoTime;
  private final long end;

  private Deadline(Duration limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.end = nanoTime.getAsLong() + limit.toNanos();
  }

  static Deadline in(Duration limit, LongSupplier nanoTime) {
    return new Deadline(limit, nanoTime);
  }

  /**
   * What is left, but no more than a step may take: at least one millisecond.
   *
   * @throws IOException if nothing is
   */
  Duration left(Duration step) throws IOException {
    Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
    if (left.toMillis() < 1) {
      throw new IOException(
          "the directory did not answer everything within " + limit.toMillis() + " ms");
    }
    return left.compareTo(step) < 0 ? left : step;
  }
}
