package org.pixiecore.history;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.event.BootEvent.Told;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/**
 * {@link Cause#OFFER_NOT_TAKEN}: it is answered here, others offer it an address, and it asks on.
 * Another form of the answer is tried meanwhile, and gets its time.
 */
final class OfferNotTaken implements Suspicion {

  static final Duration PATIENCE = Duration.ofSeconds(31);
  static final Duration SILENCE = Duration.ofSeconds(35);
  static final Duration OF_A_FORM = Duration.ofSeconds(20);

  /** Attempts that began anew with an address in hand. */
  static final int ATTEMPTS = 2;

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    DhcpRound dhcp = boot.dhcp();
    boolean formHadItsTime =
        dhcp.forms().isEmpty() || now.minus(dhcp.formSince()).compareTo(OF_A_FORM) >= 0;
    boolean suspect =
        boot.is(BootState.OFFERED)
            && formHadItsTime
            && !dhcp.bootServerAsked()
            && dhcp.asksInVain(PATIENCE, SILENCE, now)
            && (dhcp.requested().isPresent() ? beginsAnew(dhcp) : !dhcp.addressServers().isEmpty());
    return suspect ? dhcp.told().map(told -> finding(dhcp, told)) : Optional.empty();
  }

  /** Whoever was told a file, and took an address, may have asked for the file in vain. */
  private static boolean beginsAnew(DhcpRound dhcp) {
    return dhcp.attemptsSinceRequest() >= ATTEMPTS
        && (dhcp.told(Next.BOOT_SERVER) || dhcp.told(Next.MENU) || !dhcp.forms().isEmpty());
  }

  private static Finding finding(DhcpRound dhcp, Told told) {
    return new Finding(
        Cause.OFFER_NOT_TAKEN,
        ChainLink.OFFER,
        "It does not take this server's answer: it was told %s by %s, and has asked %d times%s%s."
            .formatted(
                Said.of(told.what()),
                told.server().getHostAddress(),
                dhcp.discovers(),
                dhcp.forms().isEmpty()
                    ? ""
                    : ", answered in the forms " + String.join(", ", dhcp.forms()),
                others(dhcp)),
        "Look whether answers reach it: UDP from this server's ports 67 and 4011 to port 68, also"
            + " as broadcasts. If they do, its firmware may need another form: answerForms in"
            + " etc/org.pixiecore.dhcp.server.cfg, docs/firmware.md.");
  }

  private static String others(DhcpRound dhcp) {
    if (!dhcp.bootServers().isEmpty()) {
      return "; " + hosts(dhcp.bootServers()) + " tells it what to boot, too";
    }
    return dhcp.addressServers().isEmpty()
        ? ""
        : "; " + hosts(dhcp.addressServers()) + " offers it an address";
  }

  private static String hosts(Set<InetAddress> servers) {
    return servers.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" and "));
  }
}
