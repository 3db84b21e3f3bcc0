package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/** {@link Cause#NO_BOOT_PROGRAM}: sure as soon as it is told. */
final class NoBootProgram implements Suspicion {

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    return boot.dhcp()
        .unanswered()
        .filter(why -> why.obstacle() == Obstacle.NO_BOOT_PROGRAM)
        .map(
            why ->
                new Finding(
                    Cause.NO_BOOT_PROGRAM,
                    ChainLink.OFFER,
                    "There is no boot program for it"
                        + boot.machine().map(who -> " (" + who.architecture() + ")").orElse("")
                        + Said.after(why.reason())
                        + ".",
                    "Install the package that has one, or name a file in"
                        + " etc/org.pixiecore.bootloaders.cfg: docs/bootloaders.md has a table."));
  }
}
