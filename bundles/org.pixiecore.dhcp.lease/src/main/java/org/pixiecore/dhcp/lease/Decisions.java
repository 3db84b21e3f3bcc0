package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.time.Instant;
import java.util.Optional;

/** A DHCP server's side of RFC 2131 section 4.3. Nothing is changed here. */
final class Decisions {

  private static final Decision.Nothing NO_ADDRESS =
      new Decision.Nothing("the message does not name the address that it is about");

  private Decisions() {}

  /** Decides about a message. */
  static Decision on(LeaseRequest request, LeaseSettings settings, LeaseTable table, Instant now) {
    return switch (request.state()) {
      case INIT -> offer(request, settings, table, now);
      case SELECTING, INIT_REBOOT, EXTENDING ->
          request.address().map(a -> rule(a, request, settings, table, now)).orElse(NO_ADDRESS);
      case SELECTING_ANOTHER -> new Decision.Forget();
      case DECLINING -> request.address().map(a -> decline(a, request, table)).orElse(NO_ADDRESS);
      case RELEASING ->
          request.address().map(a -> release(a, request, table, now)).orElse(NO_ADDRESS);
      case INFORMING -> request.address().map(a -> inform(a, request)).orElse(NO_ADDRESS);
      case BOOTP -> bootp(request, settings, table, now);
      case OTHER -> new Decision.Nothing("no message that a client sends to this server");
    };
  }

  private static Decision offer(
      LeaseRequest request, LeaseSettings settings, LeaseTable table, Instant now) {
    return AddressChoice.of(request, settings, table, now)
        .<Decision>map(
            address -> new Decision.Offer(address, isFirst(address, request, settings, table, now)))
        .orElse(new Decision.NoneLeft(request.scope().subnet()));
  }

  /** A client that has the address would itself answer; a reserved one is its own by order. */
  private static boolean isFirst(
      Inet4Address address,
      LeaseRequest request,
      LeaseSettings settings,
      LeaseTable table,
      Instant now) {
    return settings.reservations().of(address).isEmpty()
        && Standing.of(address, request, settings, table, now) != Standing.HELD;
  }

  private static Decision rule(
      Inet4Address address,
      LeaseRequest request,
      LeaseSettings settings,
      LeaseTable table,
      Instant now) {
    Standing standing = Standing.of(address, request, settings, table, now);
    String asked = "asks for " + address.getHostAddress() + ", which is " + words(standing);
    return switch (Ruling.on(request.state(), standing)) {
      case ACK -> new Decision.Bind(address);
      case NAK -> new Decision.Refuse(asked);
      case NAK_IF_KNOWN ->
          table.leaseOf(request.client(), request.scope().subnet()).isPresent()
              ? new Decision.Refuse(asked)
              : new Decision.Nothing(asked + " and not known to come from here");
      case SILENCE -> new Decision.Nothing(asked + " and not known to come from here");
    };
  }

  private static String words(Standing standing) {
    return switch (standing) {
      case HELD, LAPSED -> "its own";
      case FREE -> "free";
      case ANOTHERS -> "somebody else's";
      case OUTSIDE -> "not among those that are given out";
      case WRONG_NET -> "not in its subnet";
    };
  }

  private static Decision decline(Inet4Address address, LeaseRequest request, LeaseTable table) {
    boolean isIts =
        table
            .offer(address)
            .or(() -> table.lease(address))
            .filter(lease -> lease.client().equals(request.client()))
            .isPresent();
    return isIts
        ? new Decision.Decline(address)
        : new Decision.Nothing("declines " + address.getHostAddress() + ", which it does not have");
  }

  private static Decision release(
      Inet4Address address, LeaseRequest request, LeaseTable table, Instant now) {
    Optional<Lease> lease =
        table.lease(address).filter(its -> its.client().equals(request.client()) && its.holds(now));
    return lease.isPresent()
        ? new Decision.Release(lease.get())
        : new Decision.Nothing("releases " + address.getHostAddress() + ", which it does not have");
  }

  /** Only to where the answer reaches the client itself: a forged ciaddr is anybody's. */
  private static Decision inform(Inet4Address address, LeaseRequest request) {
    return request.scope().subnet().contains(address)
        ? new Decision.Inform()
        : new Decision.Nothing(address.getHostAddress() + " is not in its subnet");
  }

  private static Decision bootp(
      LeaseRequest request, LeaseSettings settings, LeaseTable table, Instant now) {
    return settings
        .reservations()
        .of(request.mac(), request.scope().subnet())
        .map(Reservation::address)
        .filter(address -> Standing.of(address, request, settings, table, now) != Standing.ANOTHERS)
        .<Decision>map(Decision.Bootp::new)
        .orElse(
            new Decision.Nothing(
                "speaks BOOTP, which keeps an address for ever: it needs a reservation"));
  }
}
