package org.pixiecore.booter.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A time that passes only when it is told to, or when somebody sleeps. */
final class FakeTime {

  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong(-1_000_000);
  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

  Time time() {
    return new Time(
        nanos::get,
        Clock.fixed(START, ZoneOffset.UTC),
        duration -> {
          sleeps.add(duration);
          pass(duration);
        });
  }

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** For how long was slept, each time. */
  List<Duration> sleeps() {
    return sleeps;
  }
}
