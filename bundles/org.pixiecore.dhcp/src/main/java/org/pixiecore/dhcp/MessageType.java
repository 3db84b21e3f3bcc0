package org.pixiecore.dhcp;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a DHCP message is: the value of option 53 (RFC 2132 section 9.6). */
public enum MessageType {
  DISCOVER(1),
  OFFER(2),
  REQUEST(3),
  DECLINE(4),
  ACK(5),
  NAK(6),
  RELEASE(7),
  INFORM(8);

  private static final Map<Integer, MessageType> BY_CODE =
      Stream.of(values()).collect(Collectors.toMap(MessageType::code, Function.identity()));

  private final int code;

  MessageType(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /**
   * The type of a number; empty for the messages of later RFCs, which network boot does not use.
   */
  public static Optional<MessageType> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** As RFC 2131 calls it, like {@code DHCPDISCOVER}. */
  @Override
  public String toString() {
    return "DHCP" + name();
  }
}
