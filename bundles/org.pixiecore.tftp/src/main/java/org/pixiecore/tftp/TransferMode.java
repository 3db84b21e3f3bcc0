package org.pixiecore.tftp;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The transfer modes of RFC 1350 section 1. */
public enum TransferMode {
  /** Text, with line ends translated. */
  NETASCII,
  /** Bytes as they are. */
  OCTET,
  /** To a mailbox; obsolete. */
  MAIL;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name on the wire, in lower case. */
  public String wireName() {
    return wireName;
  }

  /** The mode of a name in any case; empty if there is none. */
  public static Optional<TransferMode> of(String wireName) {
    return Stream.of(values()).filter(mode -> mode.wireName.equalsIgnoreCase(wireName)).findFirst();
  }
}
