package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which address a client is offered (RFC 2131 section 4.3.1): its reserved one, the one that it has
 * or is offered, the one that it had, the one that it wishes, one that nobody ever had, and at last
 * the one that nobody has had for longest.
 */
final class AddressChoice {

  private AddressChoice() {}

  /** Empty if there is none left. */
  static Optional<Inet4Address> of(
      LeaseRequest request, LeaseSettings settings, LeaseTable table, Instant now) {
    Scope scope = request.scope();
    Reservations reservations = settings.reservations();
    Predicate<Inet4Address> mayHave =
        address ->
            switch (Standing.of(address, request, settings, table, now)) {
              case HELD, LAPSED, FREE ->
                  scope.ranges(address) || reservations.of(address).isPresent();
              case ANOTHERS, OUTSIDE, WRONG_NET -> false;
            };
    Predicate<Inet4Address> isNobodys =
        address ->
            scope.ranges(address)
                && reservations.of(address).isEmpty()
                && !address.equals(scope.server())
                && !settings.isOfAService(address);
    return Stream.of(
            reservations.of(request.mac(), scope.subnet()).map(Reservation::address),
            table.offerTo(request.client()).map(Lease::address),
            table.leaseOf(request.client(), scope.subnet()).map(Lease::address),
            request.address().filter(isNobodys))
        .flatMap(Optional::stream)
        .filter(mayHave)
        .findFirst()
        .or(
            () ->
                scope.ranges().stream()
                    .flatMap(
                        range ->
                            table
                                .unused(range, request.client().text().hashCode(), isNobodys)
                                .stream())
                    .findFirst())
        .or(() -> table.longestUnused(now, isNobodys));
  }
}
