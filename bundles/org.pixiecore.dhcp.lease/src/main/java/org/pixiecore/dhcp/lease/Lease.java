package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.time.Instant;
import org.pixiecore.api.MacAddress;

/**
 * That a client has, or had, an address.
 *
 * @param mac from which it asked
 * @param ends from when on it has it no more
 */
record Lease(Inet4Address address, ClientKey client, MacAddress mac, Instant ends) {

  boolean holds(Instant now) {
    return now.isBefore(ends);
  }

  Lease until(Instant end) {
    return new Lease(address, client, mac, end);
  }
}
