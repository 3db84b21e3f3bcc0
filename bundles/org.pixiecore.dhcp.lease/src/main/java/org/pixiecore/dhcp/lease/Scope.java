package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixiecore.dhcp.AddressServer.Link;
import org.pixiecore.dhcp.DhcpPacket;

/**
 * The subnet that a client is in, and what it may have there.
 *
 * @param subnet the subnet
 * @param ranges which of its addresses are given out; may be empty where there are reservations
 * @param server this server's address on the link that the request came in on
 * @param relayed whether the client is behind a relay
 */
record Scope(Subnet subnet, List<AddressRange> ranges, Inet4Address server, boolean relayed) {

  /** Of a large subnet's upper half: more machines than that are told where they are to be. */
  static final int MOST_OF_HALF = 1024;

  /** What hosts give themselves; no server is to give it (RFC 3927 section 1.6). */
  private static final Subnet LINK_LOCAL = Subnet.of(Ipv4.parse("169.254.0.0"), 16);

  /**
   * The scope of a request: the relay's subnet, else that of the address that the client has, which
   * asks past its relay when it renews (RFC 2131 section 4.3.2), else the link's.
   *
   * @return empty if nothing is given there
   */
  static Optional<Scope> of(LeaseSettings settings, DhcpPacket request, Link link) {
    Subnet local = Subnet.of(link.address(), link.prefixLength());
    Inet4Address giaddr = request.giaddr();
    if (!giaddr.isAnyLocalAddress()) {
      return remote(settings, giaddr, link);
    }
    Inet4Address ciaddr = request.ciaddr();
    if (!ciaddr.isAnyLocalAddress() && !local.contains(ciaddr)) {
      Optional<Scope> routed = remote(settings, ciaddr, link);
      if (routed.isPresent()) {
        return routed;
      }
    }
    return local(settings, local, link);
  }

  /** Whether something is given to machines on a link itself. */
  static boolean isOn(LeaseSettings settings, Link link) {
    return local(settings, Subnet.of(link.address(), link.prefixLength()), link).isPresent();
  }

  private static Optional<Scope> local(LeaseSettings settings, Subnet subnet, Link link) {
    return subnet.equals(LINK_LOCAL) ? Optional.empty() : of(settings, subnet, link, false);
  }

  private static Optional<Scope> remote(LeaseSettings settings, Inet4Address inside, Link link) {
    return settings.pools().stream()
        .flatMap(
            pool ->
                pool instanceof Pool.Between between ? between.subnet().stream() : Stream.empty())
        .filter(subnet -> subnet.contains(inside))
        .findFirst()
        .flatMap(subnet -> of(settings, subnet, link, true));
  }

  private static Optional<Scope> of(
      LeaseSettings settings, Subnet subnet, Link link, boolean relayed) {
    List<AddressRange> ranges =
        settings.pools().stream()
            .flatMap(pool -> range(pool, subnet, relayed).stream())
            .flatMap(range -> subnet.hosts().flatMap(range::within).stream())
            .distinct()
            .toList();
    return ranges.isEmpty() && !settings.reservations().areIn(subnet)
        ? Optional.empty()
        : Optional.of(new Scope(subnet, ranges, link.address(), relayed));
  }

  private static Optional<AddressRange> range(Pool pool, Subnet subnet, boolean relayed) {
    if (pool instanceof Pool.Between between) {
      return Optional.of(between.range());
    }
    return relayed ? Optional.empty() : subnet.upperHalf(MOST_OF_HALF);
  }

  /** Whether it is in one of the ranges. */
  boolean ranges(Inet4Address address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
