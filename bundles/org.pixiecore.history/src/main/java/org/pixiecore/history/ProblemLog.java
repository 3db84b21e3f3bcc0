package org.pixiecore.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.Diagnosis.Cause;
import org.pixiecore.api.log.LogLimit;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;

/**
 * One line for each machine that does not boot. A machine that fails in the same way again and
 * again has one line in a while, and many machines at once no more than so many.
 */
final class ProblemLog {

  private static final int LINES_A_MINUTE = 20;
  private static final Duration REPEATED = Duration.ofMinutes(10);
  private static final int REMEMBERED = 4096;

  private final Logger log;
  private final LongSupplier nanoTime;
  private final LogLimit limit;
  private final Map<Subject, Long> saidAt =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Subject(MacAddress mac, Cause cause) {}

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  ProblemLog(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.limit = new LogLimit(LINES_A_MINUTE, Duration.ofMinutes(1), nanoTime);
  }

  void found(MacAddress mac, Diagnosis diagnosis) {
    OneLine text = new OneLine(diagnosis);
    if (diagnosis.cause() == Cause.NOT_OURS || isRepeated(mac, diagnosis.cause())) {
      log.debug("{}: {}", mac, text);
      return;
    }
    OptionalLong heldBack = limit.permit();
    if (heldBack.isEmpty()) {
      log.debug("{}: {}", mac, text);
    } else if (heldBack.getAsLong() == 0) {
      log.warn("{}: {}", mac, text);
    } else {
      log.warn("{}: {} ({} more lines like this before)", mac, text, heldBack.getAsLong());
    }
  }

  private boolean isRepeated(MacAddress mac, Cause cause) {
    long now = nanoTime.getAsLong();
    Subject subject = new Subject(mac, cause);
    Long before = saidAt.get(subject);
    if (before != null && now - before < REPEATED.toNanos()) {
      return true;
    }
    saidAt.remove(subject);
    saidAt.put(subject, now);
    return false;
  }
}
