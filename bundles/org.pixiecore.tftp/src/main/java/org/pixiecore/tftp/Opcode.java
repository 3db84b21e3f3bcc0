package org.pixiecore.tftp;

/** Opcodes of RFC 1350 section 5 and RFC 2347. */
final class Opcode {
  static final int RRQ = 1;
  static final int WRQ = 2;
  static final int DATA = 3;
  static final int ACK = 4;
  static final int ERROR = 5;
  static final int OACK = 6;

  private Opcode() {}
}
