package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;

/** What becomes of a client's message. */
sealed interface Decision {

  /**
   * It is offered an address.
   *
   * @param first whether it is somebody else's for all that is known here, so that it is to be
   *     probed
   */
  record Offer(Inet4Address address, boolean first) implements Decision {}

  /** It gets an address. */
  record Bind(Inet4Address address) implements Decision {}

  /**
   * It is told to begin anew.
   *
   * @param reason why, for it and for people
   */
  record Refuse(String reason) implements Decision {}

  /** It needs an address no more. */
  record Release(Lease lease) implements Decision {}

  /** It has found that somebody else has the address. */
  record Decline(Inet4Address address) implements Decision {}

  /** It has an address of its own, and is told the rest. */
  record Inform() implements Decision {}

  /** It gets the address that is reserved for it, for ever. */
  record Bootp(Inet4Address address) implements Decision {}

  /** It has taken another server's offer. */
  record Forget() implements Decision {}

  /** It is to get an address, and there is none left. */
  record NoneLeft(Subnet subnet) implements Decision {}

  /**
   * Nothing.
   *
   * @param reason why, for people
   */
  record Nothing(String reason) implements Decision {}
}
