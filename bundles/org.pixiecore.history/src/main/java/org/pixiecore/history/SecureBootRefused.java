package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.Loader;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/**
 * {@link Cause#SECURE_BOOT_REFUSED}: shim or GRUB was loaded, and nothing came of it. A firmware
 * that refuses a signature tells its screen alone; and GRUB 2.06 asks another server for all that
 * follows.
 */
final class SecureBootRefused implements Suspicion {

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    return ProgramNotStarted.loaded(boot, now)
        .filter(unstarted -> unstarted.program().program().equals(Optional.of(Loader.GRUB)))
        .map(unstarted -> finding(unstarted.program().name()));
  }

  private static Finding finding(String program) {
    return program.startsWith("shim")
        ? new Finding(
            Cause.SECURE_BOOT_REFUSED,
            ChainLink.PROGRAM,
            "It has loaded " + program + ", and asked for nothing since.",
            "Most likely its firmware does not know who signed it: its screen says Access Denied or"
                + " Security Violation. Switch on Microsoft's third-party key in the firmware's"
                + " settings, or install a newer shim: docs/secure-boot.md.")
        : new Finding(
            Cause.SECURE_BOOT_REFUSED,
            ChainLink.PROGRAM,
            "It has loaded " + program + ", and asked for nothing since.",
            "Either shim refused it (its screen says so), or it is GRUB 2.06, as in Debian 12, which"
                + " asks the DHCP server's \"next server\" and not this one: install a newer shim and"
                + " GRUB, or set \"next server\" to this server's address: docs/secure-boot.md.");
  }
}
