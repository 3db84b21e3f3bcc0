package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/** {@link Cause#NO_REQUEST_FOR_SCRIPT}: iPXE asks at once, others have tried all names by then. */
final class NoRequestForScript implements Suspicion {

  static final Duration TOLD = Duration.ofSeconds(30);

  /** Of a machine that begins anew before it has been silent for long. */
  static final int ATTEMPTS = 3;

  static final Duration UNTOLD = Duration.ofSeconds(60);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    if (!boot.is(BootState.IN_LOADER) || !boot.tellsItsStart()) {
      return Optional.empty();
    }
    if (boot.dhcp().told(Next.SCRIPT) && boot.dhcp().requested().isPresent()) {
      return boot.isSilent(TOLD, now) || boot.dhcp().attemptsSinceRequest() >= ATTEMPTS
          ? boot.dhcp().told().map(told -> notFetched(told.what()))
          : Optional.empty();
    }
    return boot.programs().hasBegun() && boot.isSilent(UNTOLD, now)
        ? Optional.of(notAsked(boot))
        : Optional.empty();
  }

  private static Finding notFetched(String url) {
    return new Finding(
        Cause.NO_REQUEST_FOR_SCRIPT,
        ChainLink.LOADER,
        "iPXE runs on it and was told where its script is, " + Said.of(url) + ", and never asked.",
        "Let TCP from the machine to "
            + Urls.authority(url).orElse("this server's HTTP port")
            + " through, in this server's firewall and on the way: docs/networks.md#ports.");
  }

  private static Finding notAsked(Boot boot) {
    String program = boot.programs().latest().map(Loaded::name).orElse("It");
    return new Finding(
        Cause.NO_REQUEST_FOR_SCRIPT,
        ChainLink.LOADER,
        program + " has started, and did not ask what to boot.",
        "Look at its screen: it may have no driver for the network card, or no link. Another boot"
            + " program may have: docs/bootloaders.md.");
  }
}
