package org.pixiecore.booter.machines;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a library again and again. Not by the system's notices of changes: over NFS there are
 * none.
 */
final class Watch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Library library;
  private final Consumer<MachineSet> changed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("pixiecore-machines"));
  private ScheduledFuture<?> looks;

  private Watch(Library library, Duration interval, Consumer<MachineSet> changed) {
    this.library = library;
    this.changed = changed;
    this.looks = schedule(Duration.ZERO, interval);
  }

  /**
   * Begins, with a first look at once; on a thread of its own, which a slow disk may hold up.
   *
   * @param changed is told each time that something else is in force
   */
  static Watch begin(Library library, Duration interval, Consumer<MachineSet> changed) {
    return new Watch(library, interval, changed);
  }

  /** Looks at other intervals from now on; a look that is under way is not cut short. */
  synchronized void every(Duration interval) {
    looks.cancel(false);
    // not at once: a file must look the same for the whole of an interval
    looks = schedule(interval, interval);
  }

  /** What is in force; empty before the first look. */
  Optional<MachineSet> current() {
    return library.current();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private ScheduledFuture<?> schedule(Duration first, Duration interval) {
    return thread.scheduleWithFixedDelay(
        this::look, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      if (library.look()) {
        library.current().ifPresent(changed);
      }
    } catch (Throwable e) {
      // a task that throws is not run again; after the end, whoever is told is gone
      if (!thread.isShutdown()) {
        LOG.error("The machine files could not be looked at; it is tried again", e);
      }
    }
  }
}
