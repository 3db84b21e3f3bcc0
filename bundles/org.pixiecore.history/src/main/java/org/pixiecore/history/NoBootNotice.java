package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/** {@link Cause#NO_BOOT_NOTICE}: not of loaders that give none, nor of a site's own scripts. */
final class NoBootNotice implements Suspicion {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    boolean suspect =
        boot.is(BootState.LOADING)
            && boot.tellsItsStart()
            && !boot.files().isRunning()
            && !boot.files().isHampered()
            && boot.isSilent(PATIENCE, now);
    return suspect
        ? boot.order()
            .filter(Order::isOfFiles)
            .flatMap(order -> boot.files().latest().map(last -> finding(boot, order, last)))
        : Optional.empty();
  }

  private static Finding finding(Boot boot, Order order, Loaded last) {
    return new Finding(
        Cause.NO_BOOT_NOTICE,
        ChainLink.BOOT,
        "It has loaded %d %s%s, the last one %s, and did not say that it starts."
            .formatted(
                boot.files().complete().size(),
                boot.files().complete().size() == 1 ? "file" : "files",
                boot.files().octets().isPresent()
                    ? " (" + Sizes.of(boot.files().octets().getAsLong()) + ")"
                    : "",
                last.name()),
        order.kind() == Order.Kind.KERNEL
            ? "Look at its screen. The kernel may be for another architecture, not signed while Secure"
                + " Boot is on, or too large, with its initrds, for the machine's memory."
            : "Look at its screen. The program may be for another architecture or kind of firmware, or"
                + " not signed while Secure Boot is on.");
  }
}
