package org.pixiecore.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.log.LogLimit;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in an {@link Outbox}, one after another, on a thread of its own. The settings
 * may change meanwhile: they hold from the next call on.
 */
final class Courier {

  /** Sends one notification. */
  interface Sender {
    Outcome send(Notification notification, WebhookSettings settings) throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final String name;
  private final Supplier<WebhookSettings> settings;
  private final Sender sender;
  private final RetrySchedule schedule;
  private final LongSupplier nanoTime;
  private final LogLimit warnings;
  private final Object lock = new Object();
  private final Outbox outbox = new Outbox();
  private boolean stopped;
  private boolean failing;
  private long dropped;

  /**
   * @param name what the log calls it
   * @param nanoTime the clock, as {@link System#nanoTime()}
   */
  Courier(
      String name,
      Supplier<WebhookSettings> settings,
      Sender sender,
      RetrySchedule schedule,
      LongSupplier nanoTime) {
    this.name = name;
    this.settings = settings;
    this.sender = sender;
    this.schedule = schedule;
    this.nanoTime = nanoTime;
    this.warnings = new LogLimit(5, Duration.ofMinutes(1), nanoTime);
  }

  /** Begins to send. */
  void start() {
    DaemonThreads.named("pixiecore-" + name).newThread(this::run).start();
  }

  /** Takes a notification, and returns at once. */
  void add(Notification notification) {
    synchronized (lock) {
      if (stopped) {
        return;
      }
      int most = settings.get().queue();
      int now = outbox.add(notification, most, nanoTime.getAsLong());
      dropped += now;
      if (now > 0) {
        warn(
            "{}: more than {} notifications wait, so the oldest are dropped: {} since the start.",
            name,
            most,
            dropped);
      }
      lock.notifyAll();
    }
  }

  /** Drops what waits, because it has nowhere to go. */
  void clear() {
    synchronized (lock) {
      tellOfDropped(outbox.clear());
    }
  }

  /** Ends the thread. What is under way goes to its end; what waits is dropped. */
  void stop() {
    synchronized (lock) {
      stopped = true;
      tellOfDropped(outbox.clear());
      lock.notifyAll();
    }
  }

  /** How many wait, that which is under way among them. */
  int waiting() {
    synchronized (lock) {
      return outbox.size();
    }
  }

  private void tellOfDropped(int count) {
    if (count > 0) {
      LOG.warn("{}: {} notifications that waited are dropped.", name, count);
    }
  }

  private void run() {
    try {
      for (Optional<Notification> next = next(); next.isPresent(); next = next()) {
        WebhookSettings now = settings.get();
        settle(next.get(), now, send(next.get(), now));
      }
    } catch (InterruptedException e) {
      LOG.debug("{} is interrupted", name);
    }
  }

  /** The next one that is to be sent; empty when there is to be an end. */
  private Optional<Notification> next() throws InterruptedException {
    synchronized (lock) {
      while (!stopped) {
        long now = nanoTime.getAsLong();
        Optional<Notification> due = outbox.due(now);
        if (due.isPresent()) {
          return due;
        }
        Optional<Duration> pause = outbox.pause(now);
        if (pause.isPresent()) {
          TimeUnit.NANOSECONDS.timedWait(lock, Math.max(1, pause.get().toNanos()));
        } else {
          lock.wait();
        }
      }
      return Optional.empty();
    }
  }

  private Outcome send(Notification notification, WebhookSettings now) throws InterruptedException {
    try {
      return sender.send(notification, now);
    } catch (RuntimeException e) {
      LOG.error("{}: a notification cannot be sent", name, e);
      return new Outcome.Refused("it cannot be sent");
    }
  }

  private void settle(Notification notification, WebhookSettings used, Outcome outcome) {
    synchronized (lock) {
      if (outcome instanceof Outcome.Failed failed) {
        retry(notification, used, failed);
        return;
      }
      outbox.remove(notification);
      if (outcome instanceof Outcome.Refused refused) {
        warn(
            "{}: the receiver does not take a notification about {}, which is dropped: {}.",
            name,
            notification.mac(),
            new OneLine(refused.reason()));
      } else if (failing) {
        LOG.info("{}: the receiver takes notifications again", name);
      }
      failing = false;
    }
  }

  private void retry(Notification notification, WebhookSettings used, Outcome.Failed failed) {
    int failures = outbox.failed(notification);
    if (failures == 0) {
      return;
    }
    Optional<Duration> pause = schedule.after(failures, used.retries(), failed.pause());
    OneLine reason = new OneLine(failed.reason());
    if (pause.isEmpty()) {
      outbox.remove(notification);
      warn(
          "{}: a notification about {} is dropped after {} attempts: {}.",
          name,
          notification.mac(),
          failures,
          reason);
      return;
    }
    outbox.postpone(notification, nanoTime.getAsLong() + pause.get().toNanos());
    if (!failing) {
      failing = true;
      warn("{}: a call failed, and is repeated: {}.", name, reason);
    } else {
      LOG.debug("{}: a call failed, and is repeated in {}: {}", name, pause.get(), reason);
    }
  }

  /** Writes a line, unless there were many. */
  private void warn(String format, Object... arguments) {
    OptionalLong heldBack = warnings.permit();
    if (heldBack.isPresent()) {
      LOG.warn(format, arguments);
    }
  }
}
