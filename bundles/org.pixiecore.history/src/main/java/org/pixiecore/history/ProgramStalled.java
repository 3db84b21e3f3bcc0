package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.event.FileTransfer.Protocol;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/** {@link Cause#PROGRAM_STALLED}, unless the machine begins again. */
final class ProgramStalled implements Suspicion {

  static final Duration RETRY = Duration.ofSeconds(15);
  static final Duration STANDING = Duration.ofSeconds(40);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    return boot.programs()
        .stopped(RETRY, STANDING, now)
        .filter(stop -> boot.is(BootState.LOADING_PROGRAM))
        .map(
            stop ->
                new Finding(
                    Cause.PROGRAM_STALLED, ChainLink.PROGRAM, Stops.problem(stop), advice(stop)));
  }

  private static String advice(Loading.Stop stop) {
    if (stop.file().protocol() == Protocol.HTTP) {
      return "Look at the cable, the switch port and the firewall between it and this server.";
    }
    return stop.file().sent() == 0
        ? "Its question came, and this server's answers do not reach it, or its own do not come back:"
            + " TFTP answers from a UDP port of its own for each transfer. Let this server send UDP"
            + " from any port, and answers to it in: docs/networks.md#ports."
        : "Packets get lost on the way. Look at the cable, the switch port and the MTU; smaller"
            + " packets are maxBlksize = 512 and maxWindowsize = 1 in"
            + " etc/org.pixiecore.tftp.server.cfg.";
  }
}
