package org.pixiecore.tftp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What holds for a transfer after its options are settled (RFC 2347).
 *
 * @param blksize octets in a block (RFC 2348)
 * @param windowsize blocks sent without waiting for an ACK (RFC 7440)
 * @param timeoutMillis how long to wait for an ACK at first
 * @param timeoutAgreed whether the client set the time-out, so that it may not grow (RFC 2349)
 * @param acknowledged what the OACK says: only options that were asked for; empty if there is no
 *     OACK to send
 */
public record Negotiation(
    int blksize,
    int windowsize,
    int timeoutMillis,
    boolean timeoutAgreed,
    Map<String, String> acknowledged) {

  /** RFC 1350's block size, which holds where none is agreed. */
  public static final int DEFAULT_BLKSIZE = 512;

  private static final String BLKSIZE = "blksize";
  private static final String TIMEOUT = "timeout";
  private static final String TSIZE = "tsize";
  private static final String WINDOWSIZE = "windowsize";
  private static final int MAX_TIMEOUT_SECONDS = 255;

  /**
   * Settles a read request's options. An option that is unknown or out of its RFC's range is left
   * out of the answer, as RFC 2347 says, and the transfer goes on without it.
   *
   * @param size the file's size in octets
   */
  public static Negotiation settle(
      TftpPacket.ReadRequest request, TransferLimits limits, long size) {
    Map<String, String> acknowledged = new LinkedHashMap<>();
    int blksize = DEFAULT_BLKSIZE;
    int windowsize = 1;
    int timeoutMillis = limits.timeoutMillis();
    boolean timeoutAgreed = false;

    OptionalInt asked =
        number(request, BLKSIZE, TransferLimits.MIN_BLKSIZE, TransferLimits.MAX_BLKSIZE);
    if (asked.isPresent()) {
      blksize = Math.min(asked.getAsInt(), limits.blksize());
      acknowledged.put(BLKSIZE, Integer.toString(blksize));
    }
    asked = number(request, WINDOWSIZE, 1, TransferLimits.MAX_WINDOWSIZE);
    if (asked.isPresent()) {
      windowsize = Math.min(asked.getAsInt(), limits.windowsize());
      acknowledged.put(WINDOWSIZE, Integer.toString(windowsize));
    }
    asked = number(request, TIMEOUT, 1, MAX_TIMEOUT_SECONDS);
    if (asked.isPresent()) {
      timeoutMillis = asked.getAsInt() * 1000;
      timeoutAgreed = true;
      acknowledged.put(TIMEOUT, Integer.toString(asked.getAsInt()));
    }
    if (request.options().containsKey(TSIZE)) {
      acknowledged.put(TSIZE, Long.toString(size));
    }
    return new Negotiation(blksize, windowsize, timeoutMillis, timeoutAgreed, acknowledged);
  }

  private static OptionalInt number(
      TftpPacket.ReadRequest request, String option, int min, int max) {
    String text = request.options().get(option);
    if (text == null || !text.matches("[0-9]{1,9}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(text);
    return number >= min && number <= max ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
