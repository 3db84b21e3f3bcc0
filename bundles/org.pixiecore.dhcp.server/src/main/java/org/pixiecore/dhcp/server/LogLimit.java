package org.pixiecore.dhcp.server;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Keeps a log readable in a storm: so many lines in a period, and a count of those held back. */
final class LogLimit {

  private final int lines;
  private final long periodNanos;
  private final LongSupplier nanoTime;
  private long periodBegan;
  private int written;
  private long heldBack;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  LogLimit(int lines, Duration period, LongSupplier nanoTime) {
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
  synchronized OptionalLong permit() {
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
