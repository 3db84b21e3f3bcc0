package org.pixiecore.dhcp;

/** What {@link ProxyDhcp} makes of a request. */
public sealed interface Answer {

  /**
   * Send this there.
   *
   * @param packet at most {@link ProxyDhcp#LONGEST} octets on the wire
   * @param destination where to
   */
  record Reply(DhcpPacket packet, Destination destination) implements Answer {}

  /**
   * Send nothing.
   *
   * @param reason why, for the log
   */
  record Ignore(String reason) implements Answer {}
}
