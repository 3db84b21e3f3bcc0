package org.pixiecore.dhcp.lease;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.pixiecore.api.log.LogLimit;
import org.slf4j.Logger;

/** What people read about addresses. Whoever floods the server does not flood the log. */
final class LeaseLog {

  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int MOST_STEPS = 200;
  private static final int MOST_OTHERS = 10;

  private final Logger log;
  private final LogLimit steps;
  private final LogLimit ignored;
  private final LogLimit conflicts;
  private final LogLimit troubles;

  LeaseLog(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.steps = new LogLimit(MOST_STEPS, PERIOD, nanoTime);
    this.ignored = new LogLimit(MOST_STEPS, PERIOD, nanoTime);
    this.conflicts = new LogLimit(MOST_OTHERS, PERIOD, nanoTime);
    this.troubles = new LogLimit(MOST_OTHERS, PERIOD, nanoTime);
  }

  /** A step of a machine's way to its address. */
  void step(String line) {
    limited(steps, line, log::info);
  }

  /** A message that is not answered. */
  void ignored(String line) {
    detail(line);
  }

  /** What matters to somebody who looks for a mistake. */
  void detail(String line) {
    if (log.isDebugEnabled()) {
      limited(ignored, line, log::debug);
    }
  }

  /** Somebody has an address who was not given it. */
  void conflict(String line) {
    limited(conflicts, line, log::warn);
  }

  /** Something is to be mended. */
  void trouble(String line) {
    limited(troubles, line, log::error);
  }

  /** A task that ended in an error of ours, which costs itself only. */
  void failed(RuntimeException failure) {
    if (troubles.permit().isPresent()) {
      log.error("A client's message could not be looked at", failure);
    }
  }

  private static void limited(LogLimit limit, String line, Consumer<String> write) {
    OptionalLong heldBack = limit.permit();
    if (heldBack.isPresent()) {
      long lines = heldBack.getAsLong();
      write.accept(lines == 0 ? line : line + " (" + lines + " lines like this were held back)");
    }
  }
}
