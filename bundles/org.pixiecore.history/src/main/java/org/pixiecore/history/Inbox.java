package org.pixiecore.history;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from many threads, without ever holding one up, and hands on in one thread. What finds no
 * place is dropped and counted.
 */
final class Inbox<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private static final Duration TICK = Duration.ofSeconds(1);

  private final BlockingQueue<T> waiting;
  private final AtomicLong dropped = new AtomicLong();
  private final Consumer<T> work;
  private final Runnable tick;
  private final LongConsumer loss;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins.
   *
   * @param name of the thread
   * @param places how many may wait
   * @param work what is done with each
   * @param tick what is done about once a second besides
   * @param loss is told how many were dropped, as often as there are some
   */
  Inbox(String name, int places, Consumer<T> work, Runnable tick, LongConsumer loss) {
    this.waiting = new ArrayBlockingQueue<>(places);
    this.work = work;
    this.tick = tick;
    this.loss = loss;
    this.thread = DaemonThreads.named(name).newThread(this::run);
    thread.start();
  }

  /** Puts something in, unless all places are taken. */
  void offer(T something) {
    if (closed || !waiting.offer(something)) {
      dropped.incrementAndGet();
    }
  }

  private void run() {
    long next = System.nanoTime() + TICK.toNanos();
    while (!closed) {
      try {
        T first = waiting.poll(Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (first != null) {
          doOrLog(() -> work.accept(first));
        }
        if (System.nanoTime() - next >= 0) {
          doOrLog(tick);
          next = System.nanoTime() + TICK.toNanos();
          long lost = dropped.getAndSet(0);
          if (lost > 0) {
            loss.accept(lost);
          }
        }
      } catch (InterruptedException e) {
        // closed, or somebody who was called has interrupted this thread, which goes on
      }
    }
  }

  /** One event that cannot be digested costs the others nothing. */
  private static void doOrLog(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("An event of a boot is lost", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
