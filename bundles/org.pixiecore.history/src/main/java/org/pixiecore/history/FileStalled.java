package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/** {@link Cause#FILE_STALLED}, unless the machine begins again. */
final class FileStalled implements Suspicion {

  static final Duration RETRY = Duration.ofSeconds(20);
  static final Duration STANDING = Duration.ofSeconds(60);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    return boot.files()
        .stopped(RETRY, STANDING, now)
        .map(
            stop ->
                new Finding(
                    Cause.FILE_STALLED, ChainLink.FILES, Stops.problem(stop), advice(stop)));
  }

  private static String advice(Loading.Stop stop) {
    return stop.outcome().equals(Optional.of(TransferOutcome.FAILED))
        ? "Look whether the file can be read, and, if it is behind a URL, whether this server reaches"
            + " it and it is given to the end."
        : "Look at the machine's screen: it may have too little memory. Else look at the cable, the"
            + " switch port and the firewall between it and this server.";
  }
}
