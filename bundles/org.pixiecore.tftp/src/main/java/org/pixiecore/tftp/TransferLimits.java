package org.pixiecore.tftp;

/**
 * What the server allows and assumes. Whatever a client asks for, a transfer stays within it.
 *
 * @param blksize the largest block, in octets; from 8 to 65464 (RFC 2348)
 * @param windowsize the most blocks sent without an ACK; from 1 to 65535 (RFC 7440)
 * @param timeoutMillis how long to wait for an ACK at first, where the client does not say; at
 *     least 1
 * @param retries how often to send again, with no progress between, before giving up; at least 0
 * @param numbering how block numbers roll over
 */
public record TransferLimits(
    int blksize, int windowsize, int timeoutMillis, int retries, BlockNumbering numbering) {

  public static final int MIN_BLKSIZE = 8;
  public static final int MAX_BLKSIZE = 65464;
  public static final int MAX_WINDOWSIZE = 65535;

  /** IPv4 header, UDP header and DATA header; and 4 to spare, as RFC 2348's own example leaves. */
  private static final int IPV4_HEADERS = 32;

  private static final int IPV6_HEADERS = 52;

  public TransferLimits {
    blksize = Math.max(MIN_BLKSIZE, Math.min(blksize, MAX_BLKSIZE));
    windowsize = Math.max(1, Math.min(windowsize, numbering.maxWindowsize()));
  }

  /**
   * The same limits, with blocks that travel over an interface unfragmented.
   *
   * @param mtu the interface's MTU, in octets
   */
  public TransferLimits within(int mtu, boolean ipv6) {
    int fits = mtu - (ipv6 ? IPV6_HEADERS : IPV4_HEADERS);
    return new TransferLimits(
        Math.min(blksize, fits), windowsize, timeoutMillis, retries, numbering);
  }
}
