package org.pixiecore.tftp.server;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which packets are received and sent. Everything that it owns is touched by it
 * alone, so nothing is locked; others hand it work by {@link #execute}.
 */
final class EventLoop implements AutoCloseable {

  /** Is told when its channel is ready, on the loop's thread. */
  interface Handler {
    void readable() throws IOException;

    /** Called only while the channel's key asks for it. */
    void writable() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
  private static final long STOP_PATIENCE_MILLIS = 5000;

  private final Selector selector;
  private final Deadlines deadlines;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "pixiecore-tftp");
  private volatile boolean stopping;

  EventLoop(Deadlines deadlines) throws IOException {
    this.selector = Selector.open();
    this.deadlines = deadlines;
  }

  void start() {
    thread.start();
  }

  /** Runs a task on the loop's thread, in the order of handing over. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Reports to a handler when packets have come to a channel. */
  SelectionKey register(DatagramChannel channel, Handler handler) throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, SelectionKey.OP_READ, handler);
  }

  /** Ends the loop after the tasks that it has been given. */
  @Override
  public void close() {
    stopping = true;
    selector.wakeup();
    try {
      thread.join(STOP_PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector) {
      while (!stopping) {
        turn();
      }
      runTasks();
    } catch (IOException | ClosedSelectorException e) {
      LOG.error("TFTP stops, since the system gives no events: {}", e.toString(), e);
    }
  }

  private void turn() throws IOException {
    selector.select(this::dispatch, deadlines.millisToNext());
    runTasks();
    guarded(deadlines::expire);
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      guarded(task);
    }
  }

  private void dispatch(SelectionKey key) {
    Handler handler = (Handler) key.attachment();
    try {
      if (key.isValid() && key.isReadable()) {
        handler.readable();
      }
      if (key.isValid() && key.isWritable()) {
        handler.writable();
      }
    } catch (IOException e) {
      LOG.warn("{} failed, and goes on: {}", handler, e.toString());
    } catch (RuntimeException e) {
      LOG.error("A defect in {}; it goes on", handler, e);
    }
  }

  /** A defect in one packet's handling must not end the service of all others. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("A defect in the TFTP server; it goes on", e);
    }
  }
}
