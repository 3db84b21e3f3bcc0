package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Loader;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/**
 * {@link Cause#PROGRAM_NOT_STARTED}: a loader that runs asks for something within seconds, or for a
 * minute where a switch's port wakes up slowly. Firmware that cannot start one often begins anew.
 */
final class ProgramNotStarted implements Suspicion {

  static final Duration PATIENCE = Duration.ofSeconds(75);

  /** Once may be a person who restarts the machine. */
  static final int BOOTS = 2;

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    return loaded(boot, now)
        .filter(unstarted -> !unstarted.program().program().equals(Optional.of(Loader.GRUB)))
        .map(unstarted -> finding(boot, unstarted.program().name()));
  }

  /** The program of which nothing came, whichever it is. */
  static Optional<Boot.Unstarted> loaded(Boot boot, Duration now) {
    return boot.unstarted()
        .filter(
            unstarted ->
                boot.programs().hasBegun()
                    ? boot.isSilent(PATIENCE, now)
                    : unstarted.times() >= BOOTS);
  }

  private static Finding finding(Boot boot, String program) {
    boolean bios =
        boot.machine().filter(who -> who.architecture().equals(Architecture.X86_BIOS)).isPresent();
    return new Finding(
        Cause.PROGRAM_NOT_STARTED,
        ChainLink.PROGRAM,
        "It has loaded " + program + " to the end, and nothing came of it.",
        bios
            ? "Look at its screen. Where this boot program does not get on with the network card, boot"
                + " the machine through PXELINUX (pxelinuxMachines, docs/bootloaders.md)."
            : "Most likely its firmware has Secure Boot switched on, and refuses a program that is not"
                + " signed: its screen may say Access Denied or Security Violation. Switch Secure"
                + " Boot off, or boot it through shim and GRUB (grubMachines,"
                + " docs/secure-boot.md).");
  }
}
