package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.pixiecore.dhcp.Destination;

/**
 * How a datagram leaves.
 *
 * @param source the address that it is sent from
 * @param interfaceIndex the interface that it leaves on; {@link #ROUTED} for the one that the
 *     system's routing table says
 */
record Route(Inet4Address source, int interfaceIndex) {

  static final int ROUTED = 0;

  /** Everybody on one link (RFC 919 section 7). */
  static final InetAddress EVERYBODY = new Destination.Broadcast().address().getAddress();

  /**
   * The way back to where a request came from: the interface that it came in on for everybody and
   * everything on that link. What is behind a router has a way back of its own, which the routing
   * table knows; only the source address is the link's.
   */
  static Route back(Link.Served link, InetAddress destination) {
    LocalInterface nic = link.nic();
    boolean direct = destination.equals(EVERYBODY) || nic.isOnLink(destination);
    return new Route(link.address(), direct ? nic.index() : ROUTED);
  }
}
