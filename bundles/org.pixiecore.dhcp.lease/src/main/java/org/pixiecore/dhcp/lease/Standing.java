package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.time.Instant;
import java.util.Optional;

/** What an address is to a client. */
enum Standing {
  /** Its own: leased or offered to it. */
  HELD,
  /** It had it, and nobody has it since. */
  LAPSED,
  /** Nobody's, and to be had. */
  FREE,
  /** Somebody else's, or reserved for somebody else. */
  ANOTHERS,
  /** In its subnet, but not one that is given out. */
  OUTSIDE,
  /** Not in its subnet. */
  WRONG_NET;

  static Standing of(
      Inet4Address address,
      LeaseRequest request,
      LeaseSettings settings,
      LeaseTable table,
      Instant now) {
    Scope scope = request.scope();
    if (!scope.subnet().contains(address)) {
      return WRONG_NET;
    }
    Optional<Reservation> reservation = settings.reservations().of(address);
    if (reservation.isPresent() && !reservation.get().mac().equals(request.mac())) {
      return ANOTHERS;
    }
    // the system that was booted calls itself otherwise than the firmware did; the machine is one
    boolean byMac = reservation.isPresent();
    Optional<Lease> held =
        table.offer(address).or(() -> table.lease(address).filter(lease -> lease.holds(now)));
    if (held.isPresent()) {
      return isSame(held.get(), request, byMac) ? HELD : ANOTHERS;
    }
    if (table.isAvoided(address)
        || address.equals(scope.server())
        || (!byMac && settings.isOfAService(address))) {
      return ANOTHERS;
    }
    if (!byMac && !scope.ranges(address)) {
      return OUTSIDE;
    }
    return table.lease(address).filter(lease -> isSame(lease, request, byMac)).isPresent()
        ? LAPSED
        : FREE;
  }

  private static boolean isSame(Lease lease, LeaseRequest request, boolean byMac) {
    return lease.client().equals(request.client()) || (byMac && lease.mac().equals(request.mac()));
  }
}
