package org.pixiecore.tftp;

import java.util.Map;

/** What a {@link Transfer} wants done after an event. */
public sealed interface TransferAction {

  /** Send an OACK, then wait for {@link Transfer#timeoutMillis()}. */
  record SendOptionAck(Map<String, String> options) implements TransferAction {}

  /**
   * Send blocks in this order, then wait for {@link Transfer#timeoutMillis()}. What is left of
   * blocks that an earlier action asked for need not be sent any more.
   *
   * @param first counted from 1
   * @param last not less than {@code first}
   */
  record SendBlocks(long first, long last) implements TransferAction {}

  /** Do nothing: the packet was a duplicate, late or made up. Go on waiting. */
  record Ignore() implements TransferAction {
    static final Ignore INSTANCE = new Ignore();
  }

  /** The transfer is over, and forgets everything. */
  record End(Outcome outcome) implements TransferAction {}

  /** How a transfer ends. */
  enum Outcome {
    /** The last block was acknowledged. */
    COMPLETE,
    /**
     * The last block was sent, blocks before it were acknowledged, and the ACK for it never came:
     * some firmware does not send it.
     */
    LAST_ACK_MISSING,
    /** The client ended it after the OACK: it only wanted to know a size, as EDK2 does. */
    DECLINED,
    /** The client ended it with an ERROR. */
    ABORTED,
    /** The client stopped answering. */
    TIMED_OUT
  }
}
