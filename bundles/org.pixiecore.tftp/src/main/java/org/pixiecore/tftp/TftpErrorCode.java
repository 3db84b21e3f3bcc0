package org.pixiecore.tftp;

/** The error codes of RFC 1350 (appendix) and RFC 2347. */
public enum TftpErrorCode {
  /** What the others do not say; the message does. */
  NOT_DEFINED(0),
  FILE_NOT_FOUND(1),
  ACCESS_VIOLATION(2),
  DISK_FULL(3),
  ILLEGAL_OPERATION(4),
  /** A packet from a port that is not the transfer's. It disturbs no transfer. */
  UNKNOWN_TRANSFER_ID(5),
  FILE_EXISTS(6),
  NO_SUCH_USER(7),
  /**
   * RFC 2347: the options of an OACK are not acceptable. EDK2 ends its probes for tsize with it.
   */
  OPTION_NEGOTIATION_FAILED(8);

  private final int value;

  TftpErrorCode(int value) {
    this.value = value;
  }

  /** The 16-bit value on the wire. */
  public int value() {
    return value;
  }

  /** The code of a value; {@link #NOT_DEFINED} for one that no RFC defines. */
  public static TftpErrorCode of(int value) {
    for (TftpErrorCode code : values()) {
      if (code.value == value) {
        return code;
      }
    }
    return NOT_DEFINED;
  }
}
