package org.pixiecore.tftp;

/**
 * The sender's side of one read transfer: an event in, an action out. It knows neither socket nor
 * file nor clock; whoever does sends what it asks for, and tells it when {@link #timeoutMillis()}
 * have gone by after that with nothing heard.
 *
 * <p>Only a time-out sends a block again that no ACK asked for. A duplicate ACK never does, else
 * every block after it goes out twice (the Sorcerer's Apprentice, RFC 1123 section 4.2.3.1).
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Transfer {

  /** The longest time-out that doubling leads to, where the client did not set one. */
  private static final int MAX_BACKOFF_MILLIS = 16_000;

  private enum State {
    /** The OACK is sent. Left by ACK 0, an ERROR, or too many time-outs. */
    NEGOTIATING,
    /** A window is sent. Left by the last block's ACK, an ERROR, or too many time-outs. */
    SENDING,
    /** Nothing happens any more. */
    ENDED
  }

  private final Negotiation terms;
  private final BlockNumbering numbering;
  private final int retryLimit;
  private final long size;
  private final long lastBlock;

  private State state;
  private long acknowledged;
  private long highestSent;
  private boolean heard;
  private int retries;
  private int timeoutMillis;

  /**
   * A transfer that has not {@linkplain #start started}.
   *
   * @param size the file's size in octets
   */
  public Transfer(Negotiation terms, TransferLimits limits, long size) {
    this.terms = terms;
    this.numbering = limits.numbering();
    this.retryLimit = limits.retries();
    this.size = size;
    // the last block is the first that is not full, so there is an empty one after an exact
    // multiple
    this.lastBlock = size / terms.blksize() + 1;
    this.state = terms.acknowledged().isEmpty() ? State.SENDING : State.NEGOTIATING;
    this.timeoutMillis = terms.timeoutMillis();
  }

  /** The first thing to send; again if the client, which has heard nothing, repeats its request. */
  public TransferAction start() {
    return repeat();
  }

  /**
   * An ACK came from the client.
   *
   * @param number its 16-bit block number
   */
  public TransferAction acknowledge(int number) {
    return switch (state) {
      case NEGOTIATING -> number == 0 ? proceed(0) : TransferAction.Ignore.INSTANCE;
      case SENDING -> {
        long block = numbering.block(number, acknowledged, highestSent);
        yield block > acknowledged ? proceed(block) : TransferAction.Ignore.INSTANCE;
      }
      case ENDED -> TransferAction.Ignore.INSTANCE;
    };
  }

  /** Nothing was heard for {@link #timeoutMillis()} after the last thing was sent. */
  public TransferAction timeOut() {
    if (retries == retryLimit) {
      boolean allSent = state == State.SENDING && highestSent == lastBlock;
      return end(
          heard && allSent
              ? TransferAction.Outcome.LAST_ACK_MISSING
              : TransferAction.Outcome.TIMED_OUT);
    }
    retries++;
    if (!terms.timeoutAgreed()) {
      // RFC 1123 section 4.2.3.2 demands at least exponential backoff
      timeoutMillis = Math.max(timeoutMillis, Math.min(timeoutMillis * 2, MAX_BACKOFF_MILLIS));
    }
    return repeat();
  }

  /** An ERROR came from the client. */
  public TransferAction abort() {
    return end(
        state == State.NEGOTIATING
            ? TransferAction.Outcome.DECLINED
            : TransferAction.Outcome.ABORTED);
  }

  /** How long to wait for an ACK now. */
  public int timeoutMillis() {
    return timeoutMillis;
  }

  /** Whether the client has answered anything yet. */
  public boolean heard() {
    return heard;
  }

  /** The last block that is known to have arrived; 0 if none has. */
  public long acknowledged() {
    return acknowledged;
  }

  /** The block that ends the file; at least 1. */
  public long lastBlock() {
    return lastBlock;
  }

  /** What was agreed. */
  public Negotiation terms() {
    return terms;
  }

  /** The file's size in octets. */
  public long size() {
    return size;
  }

  /** A block's 16-bit number. */
  public int number(long block) {
    return numbering.number(block);
  }

  /** Where a block begins in the file, in octets. */
  public long offset(long block) {
    return (block - 1) * terms.blksize();
  }

  /** How many octets a block holds: the block size, but less and perhaps 0 for the last. */
  public int length(long block) {
    return (int) Math.min(terms.blksize(), size - offset(block));
  }

  private TransferAction proceed(long block) {
    heard = true;
    retries = 0;
    timeoutMillis = terms.timeoutMillis();
    state = State.SENDING;
    acknowledged = block;
    return block == lastBlock ? end(TransferAction.Outcome.COMPLETE) : sendWindow();
  }

  private TransferAction repeat() {
    return switch (state) {
      case NEGOTIATING -> new TransferAction.SendOptionAck(terms.acknowledged());
      case SENDING -> sendWindow();
      case ENDED -> TransferAction.Ignore.INSTANCE;
    };
  }

  private TransferAction sendWindow() {
    long last = Math.min(acknowledged + terms.windowsize(), lastBlock);
    highestSent = Math.max(highestSent, last);
    return new TransferAction.SendBlocks(acknowledged + 1, last);
  }

  private TransferAction end(TransferAction.Outcome outcome) {
    state = State.ENDED;
    return new TransferAction.End(outcome);
  }
}
