package org.pixiecore.dhcp;

/** What {@link PxeRequest#classify} makes of a packet. */
public sealed interface Classification
    permits PxeRequest, Classification.NotForUs, Classification.Malformed {

  /**
   * Sound, but somebody else's business.
   *
   * @param reason why, for the log
   */
  record NotForUs(String reason) implements Classification {}

  /**
   * Meant for network boot, but against the rules in a way that cannot be answered.
   *
   * @param reason what was found and what was expected, for the log
   */
  record Malformed(String reason) implements Classification {}
}
