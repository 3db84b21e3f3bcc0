package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/**
 * Gives machines their addresses, where this server is the DHCP server too (RFC 2131). A service
 * that may be there or not: without it this server only adds what the site's DHCP server does not
 * say. Whoever has port 67 hands it every request.
 */
public interface AddressServer {

  /**
   * What to answer. Returns at once: called on receive loops.
   *
   * @param request a BOOTREQUEST from an Ethernet interface
   * @param source who sent it
   * @param link where it came in
   * @return completes, never exceptionally
   */
  CompletionStage<Answer> answer(DhcpPacket request, InetSocketAddress source, Link link);

  /**
   * Where a request came in.
   *
   * @param interfaceName this server's interface
   * @param address this server's address there
   * @param prefixLength of its subnet, from 0 to 32
   */
  record Link(String interfaceName, Inet4Address address, int prefixLength) {}
}
