package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who has, had, or is offered which address, and which are taken by strangers. There is at most one
 * lease, one offer and one stranger for an address, and addresses come from ranges of limited size,
 * so the table's size is limited too. For one thread.
 */
final class LeaseTable {

  private static final int MOST_RANGES = 256;

  private static final Comparator<Lease> BY_END =
      Comparator.comparing(Lease::ends).thenComparingLong(lease -> Ipv4.number(lease.address()));

  private final Map<Inet4Address, Lease> leases = new HashMap<>();
  private final Map<ClientKey, Set<Inet4Address>> ofClient = new HashMap<>();
  private final TreeSet<Lease> leasesByEnd = new TreeSet<>(BY_END);
  private final Map<Inet4Address, Lease> offers = new HashMap<>();
  private final Map<ClientKey, Lease> offerOf = new HashMap<>();
  private final TreeSet<Lease> offersByEnd = new TreeSet<>(BY_END);
  private final Map<Inet4Address, Instant> strangers = new LinkedHashMap<>();

  /** For each range that was asked for, which of its addresses are in one of the maps above. */
  private final Map<AddressRange, BitSet> known = new HashMap<>();

  LeaseTable(Collection<Lease> leases) {
    leases.forEach(this::put);
  }

  /** Every lease, also the ones that have ended; a view. */
  Collection<Lease> leases() {
    return Collections.unmodifiableCollection(leases.values());
  }

  /** The lease of an address, also if it has ended. */
  Optional<Lease> lease(Inet4Address address) {
    return Optional.ofNullable(leases.get(address));
  }

  /** A client's lease in a subnet, also if it has ended: the one that ends last. */
  Optional<Lease> leaseOf(ClientKey client, Subnet subnet) {
    return ofClient.getOrDefault(client, Set.of()).stream()
        .map(leases::get)
        .filter(lease -> subnet.contains(lease.address()))
        .max(BY_END);
  }

  /** Keeps a lease in place of the address's earlier one, and ends the address's offer. */
  void put(Lease lease) {
    remove(lease.address());
    leases.put(lease.address(), lease);
    leasesByEnd.add(lease);
    ofClient.computeIfAbsent(lease.client(), absent -> new HashSet<>()).add(lease.address());
    Lease offer = offers.get(lease.address());
    if (offer != null) {
      withdraw(offer);
    }
    note(lease.address());
  }

  /** Forgets an address's lease. */
  void remove(Inet4Address address) {
    Lease lease = leases.remove(address);
    if (lease != null) {
      leasesByEnd.remove(lease);
      Set<Inet4Address> others = ofClient.get(lease.client());
      others.remove(address);
      if (others.isEmpty()) {
        ofClient.remove(lease.client());
      }
      note(address);
    }
  }

  /** What a client is offered now. */
  Optional<Lease> offerTo(ClientKey client) {
    return Optional.ofNullable(offerOf.get(client));
  }

  /** What an address is offered for now. */
  Optional<Lease> offer(Inet4Address address) {
    return Optional.ofNullable(offers.get(address));
  }

  /** Remembers an offer in place of the client's earlier one. */
  void offer(Lease offer) {
    offerTo(offer.client()).ifPresent(this::withdraw);
    offer(offer.address()).ifPresent(this::withdraw);
    offers.put(offer.address(), offer);
    offerOf.put(offer.client(), offer);
    offersByEnd.add(offer);
    note(offer.address());
  }

  /** Forgets an offer. */
  void withdraw(Lease offer) {
    offers.remove(offer.address());
    offerOf.remove(offer.client());
    offersByEnd.remove(offer);
    note(offer.address());
  }

  /** Somebody has the address who was not given it. */
  void avoid(Inet4Address address, Instant until) {
    strangers.put(address, until);
    note(address);
  }

  /** Whether a stranger was seen with the address lately. */
  boolean isAvoided(Inet4Address address) {
    return strangers.containsKey(address);
  }

  /** Forgets offers and strangers whose time is over. */
  void tidy(Instant now) {
    while (!offersByEnd.isEmpty() && !offersByEnd.first().holds(now)) {
      withdraw(offersByEnd.first());
    }
    List<Inet4Address> gone =
        strangers.entrySet().stream()
            .filter(stranger -> !now.isBefore(stranger.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    gone.forEach(
        address -> {
          strangers.remove(address);
          note(address);
        });
  }

  /**
   * An address of a range that nobody has or had.
   *
   * @param start where to begin to look; a client that is forgotten finds its old address so
   */
  Optional<Inet4Address> unused(AddressRange range, int start, Predicate<Inet4Address> allowed) {
    BitSet taken = taken(range);
    int size = (int) range.size();
    int first = Math.floorMod(start, size);
    return find(taken, range, first, size, allowed).or(() -> find(taken, range, 0, first, allowed));
  }

  private static Optional<Inet4Address> find(
      BitSet taken, AddressRange range, int from, int to, Predicate<Inet4Address> allowed) {
    for (int at = taken.nextClearBit(from); at < to; at = taken.nextClearBit(at + 1)) {
      Inet4Address address = Ipv4.address(range.first() + at);
      if (allowed.test(address)) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  /** Of the addresses whose lease has ended, the one that has not been had for longest. */
  Optional<Inet4Address> longestUnused(Instant now, Predicate<Inet4Address> allowed) {
    for (Lease lease : leasesByEnd) {
      if (lease.holds(now)) {
        break;
      }
      Inet4Address address = lease.address();
      if (!offers.containsKey(address) && !isAvoided(address) && allowed.test(address)) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  private BitSet taken(AddressRange range) {
    BitSet before = known.get(range);
    if (before != null) {
      return before;
    }
    if (known.size() >= MOST_RANGES) {
      known.clear(); // the configuration or the interfaces have changed again and again
    }
    BitSet taken = new BitSet((int) range.size());
    for (Set<Inet4Address> addresses :
        List.of(leases.keySet(), offers.keySet(), strangers.keySet())) {
      addresses.stream()
          .filter(range::contains)
          .forEach(address -> taken.set((int) (Ipv4.number(address) - range.first())));
    }
    known.put(range, taken);
    return taken;
  }

  private void note(Inet4Address address) {
    boolean taken =
        leases.containsKey(address) || offers.containsKey(address) || isAvoided(address);
    known.forEach(
        (range, bits) -> {
          if (range.contains(address)) {
            bits.set((int) (Ipv4.number(address) - range.first()), taken);
          }
        });
  }
}
