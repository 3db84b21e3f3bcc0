package org.pixiecore.dhcp.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.pixiecore.api.log.LogLimit;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.dhcp.PxePort;
import org.slf4j.Logger;

/**
 * What people read of boots, kept short whatever the network sends. A step is a line at INFO; the
 * same step again, which is firmware's way, is at DEBUG for a while. In a boot storm no more than
 * {@value #STEPS_PER_SECOND} lines a second are at INFO, and the next one says how many were left
 * out. Nothing in a reason, which may be others' words, can begin a line of its own.
 */
final class BootLog {

  private static final int STEPS_PER_SECOND = 100;
  private static final int WARNINGS_PER_MINUTE = 20;
  private static final Duration STEP_REPEATED = Duration.ofSeconds(10);
  private static final Duration TROUBLE_REPEATED = Duration.ofMinutes(1);
  private static final Duration LEFT_ALONE_REPEATED = Duration.ofMinutes(10);
  private static final int REMEMBERED = 4096;

  private final Logger log;
  private final LongSupplier nanoTime;
  private final LogLimit steps;
  private final LogLimit troubles;
  private final LogLimit malformed;
  private final LogLimit failures;
  private final Map<String, Long> saidAt =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  BootLog(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.steps = new LogLimit(STEPS_PER_SECOND, Duration.ofSeconds(1), nanoTime);
    this.troubles = new LogLimit(WARNINGS_PER_MINUTE, Duration.ofMinutes(1), nanoTime);
    this.malformed = new LogLimit(WARNINGS_PER_MINUTE, Duration.ofMinutes(1), nanoTime);
    this.failures = new LogLimit(WARNINGS_PER_MINUTE, Duration.ofMinutes(1), nanoTime);
  }

  /** A step of a boot: machine, interface, outcome. */
  void step(String line) {
    step(line, isRepeated(line, STEP_REPEATED));
  }

  /**
   * A machine that is not ours to boot, and why: what people ask first who wait for it to boot. One
   * without a disk asks all day.
   *
   * @param line the same for ten minutes is at DEBUG
   */
  void leftAlone(String line) {
    step(line, isRepeated(line, LEFT_ALONE_REPEATED));
  }

  private void step(String line, boolean repeated) {
    OptionalLong leftOut = repeated ? OptionalLong.empty() : steps.permit();
    if (leftOut.isPresent()) {
      log.info("{}{}", new OneLine(line), remark(leftOut.getAsLong()));
    } else {
      log.debug("{}", new OneLine(line));
    }
  }

  /**
   * What keeps machines from booting and a person can mend.
   *
   * @param subject what it is about; once a minute is enough for each
   */
  void trouble(String subject, String line) {
    OptionalLong leftOut =
        isRepeated(subject, TROUBLE_REPEATED) ? OptionalLong.empty() : troubles.permit();
    if (leftOut.isPresent()) {
      log.warn("{}{}", new OneLine(line), remark(leftOut.getAsLong()));
    } else {
      log.debug("{}", new OneLine(line));
    }
  }

  /** A packet that was refused. */
  void malformed(PxePort role, Arrival arrival, String reason) {
    OptionalLong leftOut = malformed.permit();
    if (leftOut.isPresent()) {
      String remark = remark(leftOut.getAsLong());
      log.warn("{}: {} is malformed: {}{}", role, arrival, new OneLine(reason), remark);
    } else {
      log.debug("{}: {} is malformed: {}", role, arrival, new OneLine(reason));
    }
  }

  /** A packet that is not answered, and that is as it should be. */
  void ignored(PxePort role, Object who, String reason) {
    log.debug("{}: {} is ignored: {}", role, who, new OneLine(reason));
  }

  /** What should not happen; it costs this packet its answer, and no other. */
  void failed(PxePort role, Throwable failure) {
    OptionalLong leftOut = failures.permit();
    if (leftOut.isPresent()) {
      log.error("{}: a packet was lost{}", role, remark(leftOut.getAsLong()), failure);
    }
  }

  private synchronized boolean isRepeated(String line, Duration within) {
    long now = nanoTime.getAsLong();
    Long before = saidAt.get(line);
    if (before != null && now - before < within.toNanos()) {
      return true;
    }
    saidAt.remove(line);
    saidAt.put(line, now);
    return false;
  }

  private static String remark(long leftOut) {
    return leftOut == 0 ? "" : " (" + leftOut + " lines like this were left out before it)";
  }
}
