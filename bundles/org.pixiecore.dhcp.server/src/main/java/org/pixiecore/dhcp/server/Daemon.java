package org.pixiecore.dhcp.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A thread that works until it is closed, and what wakes it where it waits. */
final class Daemon implements AutoCloseable {

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Object lock = new Object();
  private final Thread thread;
  private Optional<Runnable> wake = Optional.empty(); // guarded by lock

  /**
   * Starts.
   *
   * @param work returns soon after {@link #isClosing()}
   */
  Daemon(String name, Consumer<Daemon> work) {
    thread = new Thread(() -> work.accept(this), name);
    thread.setDaemon(true);
    thread.start();
  }

  boolean isClosing() {
    return closing.getCount() == 0;
  }

  /**
   * Says what ends the waiting that the work goes into now.
   *
   * @return false if it is closed meanwhile, and must not wait
   */
  boolean wakeBy(Runnable what) {
    synchronized (lock) {
      wake = Optional.of(what);
      return !isClosing();
    }
  }

  /** Waits so long, but not when it is closed. */
  boolean closedWithin(Duration time) {
    try {
      return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // nobody interrupts this thread but a container that is done with it
      return true;
    }
  }

  /** Returns when the work has. */
  @Override
  public void close() {
    synchronized (lock) {
      closing.countDown();
      wake.ifPresent(Runnable::run);
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
