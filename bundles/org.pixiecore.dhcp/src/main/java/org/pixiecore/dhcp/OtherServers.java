package org.pixiecore.dhcp;

import java.util.List;

/** Who else speaks DHCP on this server's links, and what of it is in the way; for people. */
public interface OtherServers {

  /**
   * A server that was heard.
   *
   * @param interfaceName this server's interface that it was heard on
   * @param server what it does
   */
  record Neighbour(String interfaceName, OtherServer server) {}

  /** Those that were heard of late, by interface and address; returns at once. */
  List<Neighbour> neighbours();
}
