package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How it stands with an order. What was prepared once is kept, over restarts too, and is booted
 * until something newer is whole: files of two versions are never mixed.
 */
final class Preparation {

  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  /** After a failure, how long nobody is asked again. */
  static final Duration RESPITE = Duration.ofSeconds(10);

  /** The same, where there is something to boot meanwhile. */
  static final Duration LONG_RESPITE = Duration.ofMinutes(10);

  private final Order order;
  private final Preparer preparer;
  private final Executor executor;
  private final Clock clock;
  private final Duration revalidate;
  private final Runnable changed;

  private Optional<PreparedBoot> current;
  private Optional<String> failure = Optional.empty();
  private Instant next = Instant.MIN;
  private boolean running;
  private boolean closed;

  /**
   * Begins with what is there from earlier.
   *
   * @param executor on which is fetched
   * @param revalidate after how long it is asked whether there is something newer
   * @param changed is called when something else is booted from now on
   */
  Preparation(
      Order order,
      Preparer preparer,
      Executor executor,
      Clock clock,
      Duration revalidate,
      Runnable changed) {
    this.order = order;
    this.preparer = preparer;
    this.executor = executor;
    this.clock = clock;
    this.revalidate = revalidate;
    this.changed = changed;
    this.current = earlier();
    current.ifPresent(boot -> preparer.folder().hold(boot.files()));
  }

  /** What is booted now, if it is there; and if it is time to, something newer is looked for. */
  synchronized Optional<PreparedBoot> ask() {
    if (current.isPresent() && !current.get().isThere()) {
      preparer.folder().release(current.get().files());
      current = Optional.empty();
      next = Instant.MIN;
    }
    if (!closed && !running && !clock.instant().isBefore(next)) {
      begin();
    }
    return current;
  }

  /** Why the last try failed; empty if it did not, or goes on. */
  synchronized Optional<String> failure() {
    return running ? Optional.empty() : failure;
  }

  /** Lets go of the files. */
  synchronized void close() {
    closed = true;
    current.ifPresent(boot -> preparer.folder().release(boot.files()));
    current = Optional.empty();
  }

  private void begin() {
    try {
      running = true;
      executor.execute(this::run);
    } catch (RejectedExecutionException e) {
      // the server is stopping
      running = false;
    }
  }

  private void run() {
    boolean isNew = false;
    try {
      isNew = take(preparer.prepare(order));
    } catch (IOException e) {
      fail(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("this server is stopping");
    } catch (RuntimeException e) {
      LOG.error("{} cannot be prepared", order, e);
      fail(e.toString());
    }
    if (isNew) {
      changed.run();
    }
  }

  private synchronized boolean take(PreparedBoot boot) throws IOException {
    running = false;
    failure = Optional.empty();
    next = clock.instant().plus(revalidate);
    if (closed || current.equals(Optional.of(boot))) {
      return false;
    }
    StateFile.write(stored(), boot.text());
    preparer.folder().hold(boot.files());
    current.ifPresent(older -> preparer.folder().release(older.files()));
    current = Optional.of(boot);
    return true;
  }

  private synchronized void fail(String reason) {
    running = false;
    boolean told = failure.equals(Optional.of(reason));
    failure = Optional.of(reason);
    next = clock.instant().plus(current.isPresent() ? LONG_RESPITE : RESPITE);
    if (told) {
      LOG.debug("{} again: {}", order, reason);
    } else if (current.isPresent()) {
      LOG.warn("{} boots from what was fetched earlier: {}", order, reason);
    } else {
      LOG.error("{} cannot boot: {}. Machines wait for it.", order, reason);
    }
  }

  private Optional<PreparedBoot> earlier() {
    try {
      return Optional.of(PreparedBoot.parse(Files.readString(stored())))
          .filter(PreparedBoot::isThere);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} is prepared anew: {}", order, e.getMessage());
      return Optional.empty();
    }
  }

  private Path stored() {
    return preparer.folder().boot(order.key());
  }
}
