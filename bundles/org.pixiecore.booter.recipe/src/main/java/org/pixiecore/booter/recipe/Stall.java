package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a stream from which nothing has come for too long, which ends whoever reads from it. */
final class Stall implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Stall.class);

  private final InputStream stream;
  private final ScheduledFuture<?> watch;
  private volatile boolean moved = true;

  Stall(ScheduledExecutorService timer, Duration longest, InputStream stream) {
    this.stream = stream;
    this.watch =
        timer.scheduleWithFixedDelay(
            this::look, longest.toMillis(), longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Something came. */
  void moves() {
    moved = true;
  }

  @Override
  public void close() {
    watch.cancel(false);
  }

  private void look() {
    if (moved) {
      moved = false;
      return;
    }
    try {
      stream.close();
    } catch (IOException e) {
      LOG.debug("A stream that stalled does not close", e);
    }
  }
}
