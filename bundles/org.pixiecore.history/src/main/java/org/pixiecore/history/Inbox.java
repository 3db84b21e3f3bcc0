package org.pixiecore.history;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.log.LogLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from many threads, without ever holding one up, and hands on in one thread. What finds no
 * place is dropped and counted.
 */
final class Inbox<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private static final Duration TICK = Duration.ofSeconds(1);

  /** How often a loss is told. */
  private static final Duration LOSS = Duration.ofSeconds(30);

  private final BlockingQueue<T> waiting;
  private final AtomicLong dropped = new AtomicLong();
  private final Consumer<T> work;
  private final Runnable tick;
  private final LongConsumer loss;
  private final Thread thread;
  private final LogLimit failures = new LogLimit(5, Duration.ofMinutes(1), System::nanoTime);
  private final LogLimit losses = new LogLimit(1, LOSS, System::nanoTime);
  private volatile boolean closed;

  /**
   * Begins.
   *
   * @param name of the thread
   * @param places how many may wait
   * @param work what is done with each
   * @param tick what is done about once a second besides
   * @param loss is told how many were dropped, at once and then not more often than is good for a
   *     log
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
          tellLoss();
        }
      } catch (InterruptedException e) {
        // closed, or somebody who was called has interrupted this thread, which goes on
      }
    }
  }

  private void tellLoss() {
    if (dropped.get() > 0 && losses.permit().isPresent()) {
      loss.accept(dropped.getAndSet(0));
    }
  }

  /** One that cannot be digested costs the others nothing. */
  private void doOrLog(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      if (failures.permit().isPresent()) {
        LOG.error("An event of a boot is lost", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
