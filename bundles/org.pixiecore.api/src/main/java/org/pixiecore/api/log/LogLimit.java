package org.pixiecore.api.log;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Keeps a log readable in a storm: so many lines in a period, and a count of those held back. Safe
 * for use by several threads.
 */
public final class LogLimit {

  private final int lines;
  private final long periodNanos;
  private final LongSupplier nanoTime;
  private long periodBegan;
  private int written;
  private long heldBack;

  /**
   * Makes a limit whose first period begins now.
   *
   * @param lines how many lines may be written in a period; at least 1
   * @param period how long a period is
   * @param nanoTime the clock, as {@link System#nanoTime()}
   */
  public LogLimit(int lines, Duration period, LongSupplier nanoTime) {
    this.lines = lines;
    this.periodNanos = period.toNanos();
    this.nanoTime = nanoTime;
    this.periodBegan = nanoTime.getAsLong();
  }

  /**
   * Asks for one more line.
   *
   * @return how many were held back since the last line; empty to hold this one back too
   */
  public synchronized OptionalLong permit() {
    long now = nanoTime.getAsLong();
    if (now - periodBegan >= periodNanos) {
      periodBegan = now;
      written = 0;
    }
    if (written == lines) {
      heldBack++;
      return OptionalLong.empty();
    }
    written++;
    long before = heldBack;
    heldBack = 0;
    return OptionalLong.of(before);
  }
}
