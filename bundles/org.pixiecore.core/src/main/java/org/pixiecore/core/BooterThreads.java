package org.pixiecore.core;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.log.UrlSecrets;

/** Calls one booter, on threads of its own, each call with a time limit. */
final class BooterThreads {

  /** How many calls wait for a thread; a flood of more is turned away. */
  static final int QUEUE = 1000;

  private final Supplier<CoreSettings> settings;
  private final ScheduledExecutorService timer;
  private final ThreadPoolExecutor threads;
  private final Set<Call<?>> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean left;

  /** What became of a call. */
  sealed interface Outcome<T> {

    /** It returned in time. */
    record Returned<T>(T value) implements Outcome<T> {}

    /**
     * It did not.
     *
     * @param reason continues the booter's name, like "has not answered yet"
     * @param cause what it threw
     * @param late whether its time was over
     */
    record Failed<T>(String reason, Optional<Throwable> cause, boolean late) implements Outcome<T> {
      Failed(String reason, Optional<Throwable> cause) {
        this(reason, cause, false);
      }
    }
  }

  BooterThreads(String booter, Supplier<CoreSettings> settings, ScheduledExecutorService timer) {
    this.settings = settings;
    this.timer = timer;
    int size = settings.get().booterThreads();
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            DaemonThreads.named("pixiecore-booter-" + booter));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Makes a call.
   *
   * @param work goes on, interrupted, when it is late; what it then returns is nobody's
   * @param listener called exactly once: on a thread of this booter's or the timer's, or on the
   *     calling one if the booter cannot be called
   */
  <T> void call(Callable<T> work, Consumer<Outcome<T>> listener) {
    Call<T> call = new Call<>(work, listener);
    calls.add(call);
    try {
      threads.execute(call);
    } catch (RejectedExecutionException e) {
      call.fail("is asked about too many machines at once");
    }
  }

  void resize() {
    int size = settings.get().booterThreads();
    // the core size may never be above the maximum
    threads.setCorePoolSize(Math.min(size, threads.getCorePoolSize()));
    threads.setMaximumPoolSize(size);
    threads.setCorePoolSize(size);
  }

  /** What a booter threw, for people: of an IOException, with which it says so, what it says. */
  static String words(Throwable failure) {
    boolean said = failure.getClass() == IOException.class && failure.getMessage() != null;
    String words = said ? failure.getMessage() : failure.toString();
    return new OneLine(UrlSecrets.mask(words)).toString();
  }

  /** Whether the booter is called no more. */
  boolean left() {
    return left;
  }

  /** Ends every call. */
  void leave() {
    left = true;
    // not shutdownNow: it interrupts also those threads that are answering machines
    threads.shutdown();
    threads.getQueue().clear();
    for (Call<?> call : calls) {
      call.fail("changed or went away");
      call.interrupt();
    }
  }

  private final class Call<T> implements Runnable {

    private final Callable<T> work;
    private final Consumer<Outcome<T>> listener;
    private Thread runner;

    Call(Callable<T> work, Consumer<Outcome<T>> listener) {
      this.work = work;
      this.listener = listener;
    }

    @Override
    public void run() {
      if (begin()) {
        Outcome<T> outcome = callBooter(settings.get().booterTimeout());
        end();
        // which is nothing that an alarm may disturb any more
        settle(outcome);
      }
    }

    private Outcome<T> callBooter(Duration limit) {
      Future<?> alarm;
      try {
        alarm = timer.schedule(() -> expire(limit), limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        return new Outcome.Failed<>("is no longer asked", Optional.empty());
      }
      try {
        return new Outcome.Returned<>(work.call());
      } catch (InterruptedException e) {
        return new Outcome.Failed<>("was interrupted", Optional.of(e));
      } catch (Throwable e) {
        // whatever a booter throws, an Error of a broken bundle too, is its failure and not ours
        return new Outcome.Failed<>("failed: " + words(e), Optional.of(e));
      } finally {
        alarm.cancel(false);
      }
    }

    /** False if the booter has left meanwhile, and the call is settled. */
    private synchronized boolean begin() {
      if (left) {
        return false;
      }
      runner = Thread.currentThread();
      return true;
    }

    /** Takes the thread out of reach, with an interrupt that was meant for the booter. */
    private synchronized void end() {
      runner = null;
      Thread.interrupted();
    }

    /** Under the lock, so that the interrupt hits this call of the booter and nothing after it. */
    synchronized void interrupt() {
      if (runner != null) {
        runner.interrupt();
      }
    }

    private void expire(Duration limit) {
      String reason = "did not answer within " + limit.toMillis() + " ms";
      settle(new Outcome.Failed<>(reason, Optional.empty(), true));
      interrupt();
    }

    void fail(String reason) {
      settle(new Outcome.Failed<>(reason, Optional.empty()));
    }

    private void settle(Outcome<T> outcome) {
      if (calls.remove(this)) {
        listener.accept(outcome);
      }
    }
  }
}
