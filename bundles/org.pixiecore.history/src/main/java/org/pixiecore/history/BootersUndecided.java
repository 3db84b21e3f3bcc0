package org.pixiecore.history;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.Diagnosis.Cause;

/**
 * {@link Cause#BOOTERS_UNDECIDED}. A decision that is a little late waits for the firmware's next
 * DISCOVER, which EDK2 and PXE ROMs send after 4, 12 and 28 s.
 */
final class BootersUndecided implements Suspicion {

  static final Duration PATIENCE = Duration.ofSeconds(15);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    if (boot.state().compareTo(BootState.INSTRUCTED) >= 0
        || now.minus(boot.dhcp().undecidedSince()).compareTo(PATIENCE) < 0) {
      return Optional.empty();
    }
    return boot.dhcp()
        .undecided()
        .map(
            reason ->
                new Finding(
                    Cause.BOOTERS_UNDECIDED,
                    boot.link(),
                    "The booters have not decided what it boots"
                        + blamed(boot.dhcp().failing(), reason)
                        + ".",
                    "Mend or switch off that booter: pixiecore:explain asks it again. How long one"
                        + " may take is booterTimeout in etc/org.pixiecore.core.cfg, and how long a"
                        + " DHCP answer waits is patience in etc/org.pixiecore.dhcp.server.cfg."));
  }

  private static String blamed(List<DhcpRound.Failure> failing, String reason) {
    return failing.isEmpty()
        ? Said.after(reason)
        : failing.stream()
            .map(BootersUndecided::failure)
            .collect(Collectors.joining("; ", ": ", ""));
  }

  private static String failure(DhcpRound.Failure failure) {
    String name = "booter " + failure.booter();
    if (failure.late()) {
      return name + " has not answered in " + Sizes.time(failure.took());
    }
    return name + " failed" + (failure.reason().isEmpty() ? "" : " (" + failure.reason() + ")");
  }
}
