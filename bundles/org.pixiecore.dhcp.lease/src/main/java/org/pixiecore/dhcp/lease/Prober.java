package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks whether somebody has an address already (RFC 2131 section 2.2). */
interface Prober {

  /**
   * Asks. Returns at once.
   *
   * @param interfaceName this server's interface on whose link to ask
   * @param patience how long to wait for an answer
   * @param inUse told later, on another thread, whether somebody answers
   * @return false if too many are being asked already, and this one is not
   */
  boolean probe(
      Inet4Address address, String interfaceName, Duration patience, Consumer<Boolean> inUse);
}
