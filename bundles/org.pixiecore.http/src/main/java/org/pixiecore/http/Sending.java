package org.pixiecore.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.pixiecore.api.Loader;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.log.UrlSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file on its way to a client, as the log and whoever listens are told of it. */
final class Sending implements Transfer.Ending {

  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  /** All that listeners keep of it, so that nothing else stays in memory. */
  private static final class Progress implements LongSupplier {
    private volatile long bytes;

    @Override
    public long getAsLong() {
      return bytes;
    }
  }

  private final Fetch fetch;
  private final Object shown;
  private final Progress progress = new Progress();
  private final FileTransfer transfer;
  private final long start = System.nanoTime();

  private Sending(
      Fetch fetch, Object shown, String name, Optional<Loader> program, OptionalLong size) {
    this.fetch = fetch;
    this.shown = shown;
    this.transfer = new FileTransfer(FileTransfer.Protocol.HTTP, name, program, size, progress);
  }

  /** See {@link Fetch#sends}. */
  static Sending begin(
      Fetch fetch, Object shown, String name, Optional<Loader> program, OptionalLong size) {
    Sending sending = new Sending(fetch, shown, name, program, size);
    fetch
        .reports()
        .tell(new BootEvent.TransferBegan(Instant.now(), fetch.client(), sending.transfer));
    return sending;
  }

  @Override
  public void reached(long bytes) {
    progress.bytes = bytes;
  }

  @Override
  public void transferred(long bytes, Throwable failure) {
    Optional<String> reason = reason(failure);
    report(bytes, failure, reason);
    log(bytes, reason);
  }

  /** The same, for what is no file to people: the log has a line for it elsewhere. */
  void ended(long bytes, Throwable failure) {
    report(bytes, failure, reason(failure));
  }

  private static Optional<String> reason(Throwable failure) {
    return Optional.ofNullable(failure).map(Throwable::toString).map(UrlSecrets::mask);
  }

  private void report(long bytes, Throwable failure, Optional<String> reason) {
    reached(bytes);
    fetch
        .reports()
        .tell(
            new BootEvent.TransferEnded(
                Instant.now(),
                fetch.client(),
                transfer,
                outcome(failure),
                Duration.ofNanos(System.nanoTime() - start),
                reason));
  }

  /** The one line for a file that was sent, or was begun to be. */
  private void log(long bytes, Optional<String> failure) {
    String who = fetch.who();
    long millis = Duration.ofNanos(System.nanoTime() - fetch.start()).toMillis();
    if (failure.isEmpty()) {
      LOG.info("{}: fetched {}: {} bytes in {} ms", who, shown, bytes, millis);
    } else {
      LOG.warn("{}: {} broke off: {} bytes in {} ms: {}", who, shown, bytes, millis, failure.get());
    }
  }

  private static TransferOutcome outcome(Throwable failure) {
    if (failure == null) {
      return TransferOutcome.COMPLETE;
    }
    if (failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException) {
      return TransferOutcome.STALLED;
    }
    boolean clients = failure instanceof IOException && !(failure instanceof SourceException);
    return clients ? TransferOutcome.ABORTED : TransferOutcome.FAILED;
  }
}
