package org.pixiecore.tftp;

/** A datagram that is no TFTP packet. The message says why, and quotes nothing of the datagram. */
public final class MalformedPacketException extends Exception {

  public MalformedPacketException(String reason) {
    // no stack trace: whoever floods a port with garbage must not make it costly
    super(reason, null, false, false);
  }
}
