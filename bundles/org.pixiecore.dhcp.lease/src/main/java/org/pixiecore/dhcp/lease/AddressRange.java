package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.util.Optional;

/**
 * Addresses one after the other.
 *
 * @param first see {@link Ipv4#number}
 * @param last not below {@code first}
 */
record AddressRange(long first, long last) {

  AddressRange {
    if (first > last) {
      throw new IllegalArgumentException(
          "%s is before %s"
              .formatted(
                  Ipv4.address(last).getHostAddress(), Ipv4.address(first).getHostAddress()));
    }
  }

  long size() {
    return last - first + 1;
  }

  boolean contains(Inet4Address address) {
    long number = Ipv4.number(address);
    return first <= number && number <= last;
  }

  /** What is in both; empty for nothing. */
  Optional<AddressRange> within(AddressRange other) {
    long from = Math.max(first, other.first);
    long to = Math.min(last, other.last);
    return from <= to ? Optional.of(new AddressRange(from, to)) : Optional.empty();
  }

  /** Like {@code 10.0.0.100-10.0.0.200}. */
  @Override
  public String toString() {
    return Ipv4.address(first).getHostAddress() + "-" + Ipv4.address(last).getHostAddress();
  }
}
