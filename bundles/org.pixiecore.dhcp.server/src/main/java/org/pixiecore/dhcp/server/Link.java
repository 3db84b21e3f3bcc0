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
   * On an interface that is not to be served.
   *
   * @param reason why, for the log
   */
  record NotServed(String reason) implements Link {}

  /**
   * On an interface that is to be served, but cannot be.
   *
   * @param nic the interface's name, or what is known of it
   * @param reason why, and what a person can do about it
   */
  record Unanswerable(String nic, String reason) implements Link {}
}
