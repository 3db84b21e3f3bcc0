package org.pixiecore.tftp.server;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.tftp.Negotiation;
import org.pixiecore.tftp.TftpErrorCode;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.TftpWriter;
import org.pixiecore.tftp.Transfer;
import org.pixiecore.tftp.TransferAction;
import org.pixiecore.tftp.TransferAction.Outcome;
import org.pixiecore.tftp.TransferLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file on its way to one client: a {@link Transfer} with its socket, its content and its clock.
 * It is made when the request is accepted, begins when the content is there, and is over when it
 * {@linkplain Ended tells so}.
 */
final class Delivery extends Deadlines.Waiting {

  /** Is told of the end, once. */
  interface Ended {
    void ended(Delivery delivery);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** Blocks and octets that one delivery may send before the others have their turn. */
  private static final int BLOCKS_PER_TURN = 64;

  private static final int OCTETS_PER_TURN = 1 << 18;

  /** In which a booter has answered or never will, and a disk too. */
  private static final long CONTENT_LIMIT_MILLIS = 30_000;

  private final Requester requester;
  private final TftpPacket.ReadRequest request;
  private final TransferLimits limits;
  private final TransferSocket socket;
  private final Buffers buffers;
  private final Deadlines deadlines;
  private final DeliveryReport report;
  private final Ended listener;
  private final long began = System.nanoTime();

  private Content content;
  private Transfer transfer;
  private long next = 1;
  private long last;
  private boolean over;

  Delivery(
      Requester requester,
      TftpPacket.ReadRequest request,
      TransferLimits limits,
      TransferSocket socket,
      Buffers buffers,
      Deadlines deadlines,
      DeliveryReport report,
      Ended listener) {
    this.requester = requester;
    this.request = request;
    this.limits = limits;
    this.socket = socket;
    this.buffers = buffers;
    this.deadlines = deadlines;
    this.report = report;
    this.listener = listener;
    deadlines.await(this, CONTENT_LIMIT_MILLIS);
  }

  InetSocketAddress client() {
    return requester.address();
  }

  Requester requester() {
    return requester;
  }

  /** Whether this is what came of the same request, and its answer may have been lost. */
  boolean awaitsAnswerTo(TftpPacket.ReadRequest repeated) {
    return request.equals(repeated) && !heard();
  }

  /** Whether the first answer has gone out. */
  boolean begun() {
    return transfer != null;
  }

  /** How long ago it was asked for. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Whether the client has answered anything. */
  boolean heard() {
    return begun() && transfer.heard();
  }

  /**
   * The content is there; the first answer can go out.
   *
   * @param found is released at the end, which may be now if this is too late
   */
  void begin(Content found) {
    if (over) {
      found.release();
      return;
    }
    content = found;
    long size = content.size();
    transfer = new Transfer(Negotiation.settle(request, limits, size), limits, size);
    LOG.debug("{}, {}, options {}", this, octets(size), new OneLine(request.options()));
    report.began(size);
    perform(transfer.start());
  }

  /** The client, which has heard nothing, repeats its request. */
  void repeat() {
    if (transfer != null) {
      perform(transfer.start());
    }
  }

  void acknowledge(int number) {
    if (transfer != null) {
      TransferAction action = transfer.acknowledge(number);
      report.acknowledged(
          Math.min(transfer.size(), transfer.acknowledged() * transfer.terms().blksize()));
      perform(action);
    }
  }

  void abort(TftpPacket.ErrorPacket error) {
    if (transfer == null) {
      report.refused("the client gave up before it was there");
      end();
      return;
    }
    if (transfer.abort() instanceof TransferAction.End aborted) {
      if (aborted.outcome() == Outcome.DECLINED) {
        LOG.debug("{} asked for the size of {} alone ({})", requester, requester.file(), error);
        report.ended(TransferOutcome.DECLINED, "asked for its size alone");
      } else {
        failed(
            TransferOutcome.ABORTED,
            "ended it with ERROR " + error.code().value() + " \"" + error.message() + "\"");
      }
      end();
    }
  }

  /**
   * The server cannot go on.
   *
   * @param message for the client
   * @param reason for people; empty if nobody misses the file
   */
  void fail(TftpErrorCode code, String message, String reason) {
    if (!over) {
      report.failed(reason);
      socket.refuse(client(), code, message);
      end();
    }
  }

  /** The service stops; the client learns of it at once instead of by its time-outs. */
  void stop() {
    LOG.info("{} does not get the rest of {}: TFTP stops", requester, requester.file());
    fail(TftpErrorCode.NOT_DEFINED, "the server stops; try again", "TFTP stops");
  }

  /** Another client needs the place; without a word, since an ERROR would end a boot. */
  void displace() {
    LOG.debug("{} makes room: its client has not answered", this);
    report.ended(TransferOutcome.STALLED, "made room for others, as it had not answered");
    end();
  }

  /** The client is left to ask again; an ERROR would end its boot. */
  void leaveUnanswered(String reason) {
    if (!over) {
      report.refused(reason);
      end();
    }
  }

  @Override
  void expired() {
    if (transfer == null) {
      LOG.debug("{} waits for its content no longer", this);
      report.refused("it was not there in " + CONTENT_LIMIT_MILLIS / 1000 + " s");
      end();
    } else if (next <= last) {
      // the system had no room for the window yet, so the client cannot have answered it
      deadlines.await(this, transfer.timeoutMillis());
    } else {
      LOG.debug(
          "{} is silent after block {} of {}",
          requester,
          transfer.acknowledged(),
          requester.file());
      perform(transfer.timeOut());
    }
  }

  private void perform(TransferAction action) {
    if (action instanceof TransferAction.SendBlocks send) {
      next = send.first();
      last = send.last();
      sendBlocks();
    } else if (action instanceof TransferAction.SendOptionAck oack) {
      socket.send(client(), new TftpPacket.OptionAck(oack.options()));
      deadlines.await(this, transfer.timeoutMillis());
    } else if (action instanceof TransferAction.End ended) {
      ended(ended.outcome());
      end();
    }
  }

  /** Sends what is left of the window, or as much of it as is fair to the others. */
  void sendBlocks() {
    int length = TftpPacket.DATA_HEADER_LENGTH + transfer.terms().blksize();
    long turn = next + Math.min(BLOCKS_PER_TURN, Math.max(1, OCTETS_PER_TURN / length));
    int atOnce = socket.datagramsPerSend(length);
    try {
      while (next <= last && next < turn) {
        long end = Math.min(last + 1, next + atOnce);
        if (!socket.send(client(), blocks(next, end), length)) {
          break;
        }
        next = end;
      }
    } catch (IOException e) {
      LOG.warn(
          "{} does not get the rest of {}: block {} of {} cannot be read from {}: {}",
          requester,
          requester.file(),
          next,
          transfer.lastBlock(),
          content,
          e.getMessage());
      fail(
          TftpErrorCode.NOT_DEFINED,
          "the file cannot be read any further",
          "%s cannot be read any further: %s".formatted(content, e.getMessage()));
      return;
    }
    deadlines.await(this, transfer.timeoutMillis());
    if (next <= last) {
      socket.sendMoreLater(this);
    }
  }

  /** DATA packets, one after the other. */
  private ByteBuffer blocks(long first, long end) throws IOException {
    ByteBuffer datagrams = buffers.sent().clear();
    for (long block = first; block < end; block++) {
      TftpWriter.writeDataHeader(transfer.number(block), datagrams);
      content.copy(transfer.offset(block), transfer.length(block), datagrams);
    }
    return datagrams.flip();
  }

  private void ended(Outcome outcome) {
    switch (outcome) {
      case COMPLETE -> fetched("");
      case LAST_ACK_MISSING -> fetched(", its last ACK is missing");
      case TIMED_OUT -> failed(TransferOutcome.STALLED, "has stopped answering");
      case DECLINED, ABORTED -> throw new IllegalStateException("a client's ERROR has its own way");
    }
  }

  private void fetched(String remark) {
    report.complete();
    int windowsize = transfer.terms().windowsize();
    LOG.info(
        "{} fetched {}, {} in {} s, blksize {}{}{}",
        requester,
        requester.file(),
        octets(transfer.size()),
        BigDecimal.valueOf((System.nanoTime() - began) / 10_000_000, 2),
        transfer.terms().blksize(),
        windowsize > 1 ? ", windowsize " + windowsize : "",
        remark);
  }

  private void failed(TransferOutcome outcome, String what) {
    report.ended(
        outcome,
        "%s at block %d of %d".formatted(what, transfer.acknowledged(), transfer.lastBlock()));
    LOG.info(
        "{} {} at block {} of {} of {} ({})",
        requester,
        what,
        transfer.acknowledged(),
        transfer.lastBlock(),
        requester.file(),
        octets(transfer.size()));
  }

  private void end() {
    over = true;
    deadlines.leave(this);
    if (content != null) {
      content.release();
    }
    listener.ended(this);
  }

  @Override
  public String toString() {
    return requester.file() + " for " + requester;
  }

  private static String octets(long count) {
    if (count < 1000) {
      return count + " B";
    }
    return count < 10_000_000
        ? (count + 500) / 1000 + " KB"
        : (count + 500_000) / 1_000_000 + " MB";
  }
}
