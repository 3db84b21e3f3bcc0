package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.config.Configuration;

/**
 * The addresses that are certain machines' own; each address once, and each machine once in a
 * subnet.
 */
record Reservations(
    Map<Inet4Address, Reservation> byAddress, Map<MacAddress, List<Reservation>> byMac) {

  static final Reservations NONE = new Reservations(Map.of(), Map.of());

  Reservations {
    byAddress = Map.copyOf(byAddress);
    byMac = Map.copyOf(byMac);
  }

  /** Reads them from a configuration. */
  static Reservations read(Configuration configuration, String key) {
    List<Reservation> all = configuration.list(key, Reservation.ALLOWED, Reservation::parse);
    if (all.stream().map(Reservation::address).distinct().count() < all.size()) {
      configuration.refuse(key, "each address once");
      return NONE;
    }
    return new Reservations(
        all.stream().collect(Collectors.toMap(Reservation::address, Function.identity())),
        all.stream().collect(Collectors.groupingBy(Reservation::mac)));
  }

  boolean isEmpty() {
    return byAddress.isEmpty();
  }

  /** Whose an address is. */
  Optional<Reservation> of(Inet4Address address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  /** A machine's own address in a subnet. */
  Optional<Reservation> of(MacAddress mac, Subnet subnet) {
    return byMac.getOrDefault(mac, List.of()).stream()
        .filter(reservation -> subnet.contains(reservation.address()))
        .findFirst();
  }

  /** Whether there is one in a subnet. */
  boolean areIn(Subnet subnet) {
    return byAddress.keySet().stream().anyMatch(subnet::contains);
  }
}
