package org.pixiecore.core;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets one message pass in a while, and counts those that it holds back. */
final class LogLimit {

  private final long nanos;
  private final LongSupplier clock;
  private long next;
  private long heldBack;

  /**
   * @param every at most one message passes in this time
   * @param clock nanoseconds, as {@link System#nanoTime()}
   */
  LogLimit(Duration every, LongSupplier clock) {
    this.nanos = every.toNanos();
    this.clock = clock;
    this.next = clock.getAsLong();
  }

  /** How many messages were held back since the last one that passed; -1 to hold this one back. */
  synchronized long pass() {
    long now = clock.getAsLong();
    if (now - next < 0) {
      heldBack++;
      return -1;
    }
    next = now + nanos;
    long before = heldBack;
    heldBack = 0;
    return before;
  }
}
