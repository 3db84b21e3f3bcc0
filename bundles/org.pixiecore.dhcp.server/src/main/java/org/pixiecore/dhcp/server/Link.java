package org.pixiecore.dhcp.server;

import java.net.Inet4Address;

/** Where a request came in. */
sealed interface Link {

  /**
   * On an interface that is served.
   *
   * @param nic the interface
   * @param address this server's address there: what it is called in the answer, and where the
   *     answer comes from
   */
  record Served(LocalInterface nic, Inet4Address address) implements Link {}

  /**
   * On an interface that is not chosen, or cannot be told.
   *
   * @param reason why it is not served, for the log
   */
  record NotServed(String reason) implements Link {}

  /** On an interface that is chosen, but has no IPv4 address to answer from. */
  record WithoutAddress(LocalInterface nic) implements Link {}
}
