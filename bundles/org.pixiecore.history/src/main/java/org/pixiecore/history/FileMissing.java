package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/** {@link Cause#FILE_MISSING}, unless the machine finds it, or does without, at once. */
final class FileMissing implements Suspicion {

  static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    return Stream.of(boot.files(), boot.programs())
        .flatMap(loading -> loading.missing().stream())
        .filter(file -> now.minus(file.since()).compareTo(PATIENCE) >= 0)
        .findFirst()
        .map(file -> finding(boot, file));
  }

  private static Finding finding(Boot boot, Loading.Missing file) {
    boolean instructed = boot.state().compareTo(BootState.INSTRUCTED) >= 0;
    return new Finding(
        Cause.FILE_MISSING,
        instructed ? ChainLink.FILES : ChainLink.PROGRAM,
        "It asked for "
            + file.name()
            + " by "
            + file.protocol()
            + ", and did not get it"
            + ": "
            + file.reason()
            + ".",
        instructed
            ? "Look whether the file is where the booter says, and may be read by the user that this"
                + " server runs as; for a file behind a URL, whether this server reaches it."
            : "Only boot programs are given by name. If another DHCP server told it that name, take"
                + " the boot file out there; else see docs/bootloaders.md.");
  }
}
