package org.pixiecore.dhcp.lease;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * The time of day when it was made, and from then on what has passed. The system's clock is set,
 * forward and back, by people and by NTP, on hosts without a battery by years; the clients' hours
 * pass all the same.
 */
final class SteadyClock extends Clock {

  private final Clock start;
  private final LongSupplier nanoTime;
  private final Instant began;
  private final long beganNanos;

  /**
   * Makes one that goes from now on.
   *
   * @param start looked at once
   * @param nanoTime as {@link System#nanoTime()}
   */
  SteadyClock(Clock start, LongSupplier nanoTime) {
    this.start = start;
    this.nanoTime = nanoTime;
    this.began = start.instant();
    this.beganNanos = nanoTime.getAsLong();
  }

  @Override
  public Instant instant() {
    return began.plusNanos(nanoTime.getAsLong() - beganNanos);
  }

  @Override
  public ZoneId getZone() {
    return start.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(start.withZone(zone), nanoTime);
  }
}
