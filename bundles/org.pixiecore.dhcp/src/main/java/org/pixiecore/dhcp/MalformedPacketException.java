package org.pixiecore.dhcp;

/** A packet that is refused. The message says what was found and what was expected. */
public final class MalformedPacketException extends Exception {

  private static final long serialVersionUID = 1;

  /** Without a stack trace: it tells about the packet, and a flood of them must cost little. */
  public MalformedPacketException(String message) {
    super(message, null, false, false);
  }
}
