package org.pixiecore.tftp.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps a log readable while somebody sends garbage: so many lines in a period, and no more. */
final class LogLimit {

  private final int lines;
  private final long periodNanos;
  private final LongSupplier nanoTime;
  private long periodBegan;
  private int written;
  private long suppressed;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  LogLimit(int lines, Duration period, LongSupplier nanoTime) {
    this.lines = lines;
    this.periodNanos = period.toNanos();
    this.nanoTime = nanoTime;
    this.periodBegan = nanoTime.getAsLong();
  }

  /** Whether one more line may be written. */
  boolean permits() {
    long now = nanoTime.getAsLong();
    if (now - periodBegan >= periodNanos) {
      periodBegan = now;
      written = 0;
    }
    if (written == lines) {
      suppressed++;
      return false;
    }
    written++;
    return true;
  }

  /** What to put at the end of the line: how many were left out before it, if any. */
  String remark() {
    long left = suppressed;
    suppressed = 0;
    return left == 0 ? "" : " (" + left + " such lines were left out before)";
  }
}
