package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.event.BootEvent.Told;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/**
 * {@link Cause#NO_ADDRESS}. A machine that takes an address says so to all, in its REQUEST, also by
 * a relay. EDK2 collects offers for 4, 8, 16 and 32 s and takes one at the end of such a window, so
 * before 28 s nothing can be said.
 */
final class NoAddress implements Suspicion {

  static final Duration PATIENCE = Duration.ofSeconds(31);
  static final Duration SILENCE = Duration.ofSeconds(35);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    return asks(boot)
            && boot.dhcp().requested().isEmpty()
            && boot.dhcp().addressServers().isEmpty()
            && boot.dhcp().asksInVain(PATIENCE, SILENCE, now)
        ? Optional.of(finding(boot))
        : Optional.empty();
  }

  private static boolean asks(Boot boot) {
    boolean ipxeInRom =
        boot.is(BootState.IN_LOADER)
            && !boot.programs().hasBegun()
            && boot.machine().filter(who -> who.firmware() == Firmware.IPXE).isPresent();
    return ipxeInRom || boot.is(BootState.ASKING) || boot.is(BootState.OFFERED);
  }

  private static Finding finding(Boot boot) {
    return new Finding(
        Cause.NO_ADDRESS,
        ChainLink.DHCP,
        "No DHCP server gives it an address: it has asked "
            + boot.dhcp().discovers()
            + " times in "
            + Sizes.time(boot.dhcp().asking())
            + boot.dhcp().told().map(NoAddress::weAnswered).orElse("")
            + ".",
        "Look whether the DHCP server of that network runs, has addresses left and answers this"
            + " machine (UDP ports 67 and 68), and whether a relay passes its questions on. Where"
            + " there is none, this server can be it: docs/dhcp-server.md.");
  }

  private static String weAnswered(Told told) {
    return ". It hears from this server ("
        + told.server().getHostAddress()
        + ") what to boot, and needs both";
  }
}
