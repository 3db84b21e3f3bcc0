package org.pixiecore.tftp.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.pixiecore.api.Loader;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.event.FileTransfer;

/**
 * Tells whoever listens how a request goes on: that its file is refused, or that its transfer
 * began, how far it is, and how it ended. Touched by the event loop alone, but for how far it is.
 */
final class DeliveryReport {

  /** All that listeners keep of a delivery, so that nothing else of it stays in memory. */
  private static final class Progress implements LongSupplier {
    private volatile long acknowledged;

    @Override
    public long getAsLong() {
      return acknowledged;
    }
  }

  private final Requester requester;
  private final Optional<Loader> program;
  private final Consumer<BootEvent> events;
  private final Client client;
  private final Progress progress = new Progress();
  private FileTransfer transfer;
  private long began;

  /**
   * @param program the loader that a boot program is; empty for what is none
   */
  DeliveryReport(Requester requester, Optional<Loader> program, Consumer<BootEvent> events) {
    this.requester = requester;
    this.program = program;
    this.events = events;
    this.client = new Client(requester.machine(), Optional.of(requester.address().getAddress()));
  }

  /** The first answer goes out. */
  void began(long size) {
    began = System.nanoTime();
    transfer =
        new FileTransfer(
            FileTransfer.Protocol.TFTP,
            requester.file().last(),
            program,
            OptionalLong.of(size),
            progress);
    events.accept(new BootEvent.TransferBegan(Instant.now(), client, transfer));
  }

  /** So many octets have arrived. */
  void acknowledged(long octets) {
    progress.acknowledged = octets;
  }

  /** All of it was sent. */
  void complete() {
    ended(TransferOutcome.COMPLETE, Optional.empty());
  }

  /** It ended before that. */
  void ended(TransferOutcome outcome, String reason) {
    ended(outcome, Optional.of(reason));
  }

  private void ended(TransferOutcome outcome, Optional<String> reason) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    events.accept(
        new BootEvent.TransferEnded(Instant.now(), client, transfer, outcome, took, reason));
  }

  /** This server cannot begin, or cannot go on. */
  void failed(String reason) {
    if (transfer == null) {
      refused(reason);
    } else {
      ended(TransferOutcome.FAILED, reason);
    }
  }

  /**
   * The file is not sent.
   *
   * @param reason empty if nobody misses it
   */
  void refused(String reason) {
    events.accept(refusal(client, requester.file().toString(), reason));
  }

  /**
   * The same, of a request with which nothing begins.
   *
   * @param name as it was asked for
   */
  static BootEvent refusal(Client client, String name, String reason) {
    return new BootEvent.FileRefused(
        Instant.now(), client, FileTransfer.Protocol.TFTP, name, reason);
  }
}
