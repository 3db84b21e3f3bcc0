package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.event.BootEvent.Told;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/**
 * {@link Cause#NO_REQUEST_FOR_PROGRAM}: it has an address and the name of the program, or whom to
 * ask for it, and firmware goes on within a second or two. Not of menus: a person may stand before
 * one, and choose the disk; nor of U-Boot, whose commands a person types.
 */
final class NoRequestForProgram implements Suspicion {

  static final Duration SILENCE = Duration.ofSeconds(20);

  /** Firmware that begins anew each time, before it has been silent for long. */
  static final Duration ANEW = Duration.ofSeconds(60);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    DhcpRound dhcp = boot.dhcp();
    boolean suspect =
        boot.is(BootState.OFFERED)
            && boot.machine().filter(who -> who.firmware() == Firmware.U_BOOT).isEmpty()
            && (isToLoad(dhcp) || isToAsk(dhcp))
            && (boot.isSilent(SILENCE, now) || isOld(dhcp, now));
    return suspect ? dhcp.told().map(told -> finding(dhcp, told)) : Optional.empty();
  }

  private static boolean isToLoad(DhcpRound dhcp) {
    return dhcp.told(Next.BOOT_PROGRAM) && (dhcp.requested().isPresent() || dhcp.bootServerAsked());
  }

  private static boolean isToAsk(DhcpRound dhcp) {
    return dhcp.told(Next.BOOT_SERVER) && dhcp.requested().isPresent() && !dhcp.bootServerAsked();
  }

  private static boolean isOld(DhcpRound dhcp, Duration now) {
    return dhcp.requested().filter(when -> now.minus(when).compareTo(ANEW) >= 0).isPresent();
  }

  private static Finding finding(DhcpRound dhcp, Told told) {
    return told.next() == Next.BOOT_SERVER ? notAsked(told) : notLoaded(dhcp, told);
  }

  private static Finding notAsked(Told told) {
    String server = told.server().getHostAddress();
    return new Finding(
        Cause.NO_REQUEST_FOR_PROGRAM,
        ChainLink.OFFER,
        "It was told to ask " + server + " on port 4011 for its boot program, and never did.",
        "Let UDP from the machine to "
            + server
            + " port 4011 through, in this server's firewall and on the way:"
            + " docs/networks.md#ports. Or it was switched off.");
  }

  private static Finding notLoaded(DhcpRound dhcp, Told told) {
    Optional<String> url = Urls.authority(told.what());
    String server = told.server().getHostAddress();
    String asked = dhcp.bootServerAsked() ? "It asked on port 4011, was told " : "It was told ";
    return new Finding(
        Cause.NO_REQUEST_FOR_PROGRAM,
        ChainLink.PROGRAM,
        asked + "to load " + Said.of(told.what()) + " from " + server + ", and never asked for it.",
        url.map(
                authority ->
                    "Let TCP from the machine to "
                        + authority
                        + " through, in this server's"
                        + " firewall and on the way, and look whether it can reach that address.")
            .orElseGet(
                () ->
                    "Let UDP from the machine to "
                        + server
                        + " port 69 through, in this server's firewall and on the way, and look"
                        + " whether it can reach that address: docs/networks.md#ports. Or it was"
                        + " switched off."));
  }
}
