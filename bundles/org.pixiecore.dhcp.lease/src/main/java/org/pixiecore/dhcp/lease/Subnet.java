package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.util.Optional;

/**
 * An IPv4 subnet.
 *
 * @param network its first address, see {@link Ipv4#number}
 * @param prefixLength from 0 to 32
 */
record Subnet(long network, int prefixLength) {

  private static final long ALL_ONES = 0xffffffffL;

  /** The subnet that an address is in. */
  static Subnet of(Inet4Address address, int prefixLength) {
    return new Subnet(Ipv4.number(address) & mask(prefixLength), prefixLength);
  }

  boolean contains(Inet4Address address) {
    return (Ipv4.number(address) & mask(prefixLength)) == network;
  }

  Inet4Address mask() {
    return Ipv4.address(mask(prefixLength));
  }

  Inet4Address broadcast() {
    return Ipv4.address(last());
  }

  /** The addresses that hosts may have; empty where there is no room for two. */
  Optional<AddressRange> hosts() {
    return prefixLength <= 30
        ? Optional.of(new AddressRange(network + 1, last() - 1))
        : Optional.empty();
  }

  /**
   * The upper half of {@link #hosts}, where people and routers put no fixed addresses as a rule.
   *
   * @param most how many addresses at most, from its beginning on
   */
  Optional<AddressRange> upperHalf(int most) {
    long middle = network + (last() - network + 1) / 2;
    return hosts()
        .flatMap(hosts -> hosts.within(new AddressRange(middle, last())))
        .map(
            half -> new AddressRange(half.first(), Math.min(half.last(), half.first() + most - 1)));
  }

  private long last() {
    return network | (~mask(prefixLength) & ALL_ONES);
  }

  private static long mask(int prefixLength) {
    return ALL_ONES << (Integer.SIZE - prefixLength) & ALL_ONES;
  }

  /** Like {@code 10.0.0.0/24}. */
  @Override
  public String toString() {
    return Ipv4.address(network).getHostAddress() + "/" + prefixLength;
  }
}
