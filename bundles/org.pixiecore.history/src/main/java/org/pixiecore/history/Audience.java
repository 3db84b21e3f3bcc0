package org.pixiecore.history;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.pixiecore.api.log.LogLimit;
import org.slf4j.Logger;

/**
 * Those who want to know something, called one after the other. One that fails, or takes long, has
 * its line in the log and harms nobody.
 *
 * @param <L> what they are
 */
final class Audience<L> {

  /** They must return at once; a busy computer may take a moment. */
  static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final List<L> all = new CopyOnWriteArrayList<>();
  private final Logger log;
  private final LongSupplier nanoTime;
  private final LogLimit lines;

  /** A listener that is being called. */
  private record Call(Object who, long since) {}

  private volatile Call call;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  Audience(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.lines = new LogLimit(5, Duration.ofMinutes(1), nanoTime);
  }

  void add(L listener) {
    all.add(listener);
  }

  void remove(L listener) {
    all.remove(listener);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Tells everybody. */
  void tell(Consumer<L> message) {
    for (L listener : all) {
      long began = nanoTime.getAsLong();
      call = new Call(listener, began);
      try {
        message.accept(listener);
      } catch (Throwable e) {
        // code of others: nothing of it may end the thread
        complain(listener, "failed", e);
      }
      call = null;
      Duration took = Duration.ofNanos(nanoTime.getAsLong() - began);
      if (took.compareTo(AT_ONCE) > 0) {
        complain(
            listener,
            "took " + took.toMillis() + " ms, and must return at once: the others wait for it",
            null);
      }
    }
  }

  /** Says so if one has not returned at all. */
  void watch() {
    Call now = call;
    if (now == null) {
      return;
    }
    Duration took = Duration.ofNanos(nanoTime.getAsLong() - now.since());
    if (took.compareTo(AT_ONCE.multipliedBy(10)) > 0) {
      complain(
          now.who(),
          "has not returned for " + took.toSeconds() + " s: nobody is told of boots meanwhile",
          null);
    }
  }

  private void complain(Object listener, String what, Throwable failure) {
    OptionalLong heldBack = lines.permit();
    if (heldBack.isPresent()) {
      log.warn(
          "{} {}{}",
          listener.getClass().getName(),
          what,
          heldBack.getAsLong() == 0
              ? ""
              : " (" + heldBack.getAsLong() + " such lines were left out before)",
          failure);
    }
  }
}
