package org.pixiecore.tftp.server;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Wakes deliveries that wait too long. A delivery's deadline moves with every packet, but it is
 * looked at again only at the time that it was last queued for, so that a packet costs no queueing.
 */
final class Deadlines {

  /** Something that waits. Its fields belong to {@link Deadlines}. */
  abstract static class Waiting {
    private long deadline;
    private long queuedFor;
    private long order;
    private boolean queued;

    /** The deadline has passed. It is to wait again, or to leave. */
    abstract void expired();
  }

  private final TreeSet<Waiting> queue =
      new TreeSet<>(
          Comparator.comparingLong((Waiting waiting) -> waiting.queuedFor)
              .thenComparingLong(waiting -> waiting.order));
  private final LongSupplier nanoTime;
  private final long origin;
  private long entered;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  Deadlines(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.origin = nanoTime.getAsLong();
  }

  /** Sets the deadline of something, in the place of its last one. */
  void await(Waiting waiting, long millis) {
    waiting.deadline = now() + TimeUnit.MILLISECONDS.toNanos(millis);
    if (!waiting.queued || waiting.deadline < waiting.queuedFor) {
      leave(waiting);
      enter(waiting);
    }
  }

  /** Forgets the deadline. */
  void leave(Waiting waiting) {
    if (waiting.queued) {
      queue.remove(waiting);
      waiting.queued = false;
    }
  }

  /** Wakes everything whose deadline has passed. */
  void expire() {
    long now = now();
    while (!queue.isEmpty() && queue.first().queuedFor <= now) {
      Waiting waiting = queue.first();
      leave(waiting);
      if (waiting.deadline > now) {
        enter(waiting);
      } else {
        waiting.expired();
      }
    }
  }

  /** Milliseconds until {@link #expire} has work: at least 1, and 0 for never. */
  long millisToNext() {
    if (queue.isEmpty()) {
      return 0;
    }
    long nanos = queue.first().queuedFor - now();
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
  }

  private void enter(Waiting waiting) {
    waiting.queuedFor = waiting.deadline;
    waiting.order = entered++;
    waiting.queued = true;
    queue.add(waiting);
  }

  /** Counted from the start, so that times can be compared. */
  private long now() {
    return nanoTime.getAsLong() - origin;
  }
}
