package org.pixiecore.http;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The body of another server's response, a few buffers of which wait for the client: no more is
 * asked for than the client takes.
 */
final class RemoteBody implements Transfer.Source, Subscriber<List<ByteBuffer>> {

  /** How many pieces, of about 16 kB each, are on their way at a time. */
  private static final int AHEAD = 8;

  private final Duration silence;
  private final ScheduledExecutorService timer;
  private final Queue<List<ByteBuffer>> pieces = new ArrayDeque<>();

  private Queue<ByteBuffer> piece = new ArrayDeque<>();
  private Subscription subscription;
  private Transfer transfer;
  private Future<?> alarm;
  private Throwable failure;
  private int asked;
  private boolean complete;
  private boolean closed;

  /**
   * @param silence for how long the other server may send nothing
   */
  RemoteBody(Duration silence, ScheduledExecutorService timer) {
    this.silence = silence;
    this.timer = timer;
  }

  /** Says who is to be told that there is more. */
  void feeds(Transfer taker) {
    synchronized (this) {
      transfer = taker;
    }
    taker.resume();
  }

  @Override
  public synchronized ByteBuffer poll() throws IOException {
    if (piece.isEmpty() && !pieces.isEmpty()) {
      piece = new ArrayDeque<>(pieces.remove());
      ask(1);
    }
    ByteBuffer next = piece.poll();
    if (next == null && failure != null) {
      throw new SourceException("the other server's response broke off: " + failure, failure);
    }
    return next;
  }

  @Override
  public synchronized boolean isAtEnd() {
    return complete && pieces.isEmpty() && piece.isEmpty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    quiet();
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public synchronized void onSubscribe(Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
      return;
    }
    ask(AHEAD);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    synchronized (this) {
      quiet();
      pieces.add(bytes);
      asked--;
      listen();
    }
    tell();
  }

  @Override
  public void onError(Throwable cause) {
    synchronized (this) {
      quiet();
      failure = cause;
    }
    tell();
  }

  @Override
  public void onComplete() {
    synchronized (this) {
      quiet();
      complete = true;
    }
    tell();
  }

  private void tell() {
    Transfer taker;
    synchronized (this) {
      taker = transfer;
    }
    if (taker != null) {
      taker.resume();
    }
  }

  private void ask(int count) {
    asked += count;
    listen();
    subscription.request(count);
  }

  /** Silence counts from the last piece, or from when there was something to wait for again. */
  private void listen() {
    if (alarm == null && asked > 0 && !complete && failure == null && !closed) {
      alarm =
          timer.schedule(
              () -> onError(new HttpTimeoutException("silent for " + silence.toMillis() + " ms")),
              silence.toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  private void quiet() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }
}
