package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.api.event.BootEvent.Unanswered;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;

/** {@link Cause#SERVER_NOT_READY}, unless that is over in a moment, as after a start. */
final class ServerNotReady implements Suspicion {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public Optional<Finding> confirmed(Boot boot, Duration now) {
    return boot.dhcp()
        .unanswered()
        .filter(why -> why.obstacle() != Obstacle.NO_BOOT_PROGRAM)
        .filter(why -> now.minus(boot.dhcp().unansweredSince()).compareTo(PATIENCE) >= 0)
        .map(ServerNotReady::finding);
  }

  private static Finding finding(Unanswered why) {
    return new Finding(
        Cause.SERVER_NOT_READY,
        ChainLink.OFFER,
        "This server could not answer it" + Said.after(why.reason()) + ".",
        switch (why.obstacle()) {
          case NOT_READY ->
              "Look in the log for what did not start; bundle:list in the shell shows a bundle that"
                  + " is not Active.";
          case NOT_SENT ->
              "Look at this server's interface, its address and its firewall: answers leave from UDP"
                  + " ports 67 and 4011 to ports 68, 67 and 4011.";
          case OVERLOAD -> "It asks again by itself. If that stays so, switch on fewer at a time.";
          case NO_BOOT_PROGRAM, OTHER ->
              "Compare with docs/networks.md, and with docs/firmware.md for what its firmware needs.";
        });
  }
}
