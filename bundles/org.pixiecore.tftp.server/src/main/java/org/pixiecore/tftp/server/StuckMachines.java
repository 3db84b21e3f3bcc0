package org.pixiecore.tftp.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.pixiecore.api.log.LogLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices machines that load shim or GRUB and then ask for nothing. They would leave no other
 * trace: a firmware that refuses a signature tells its screen alone, and GRUB 2.06 asks another
 * server for all that follows. Touched by the event loop alone.
 */
final class StuckMachines {

  /** In which even GRUB has tried all the names that it has. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Those beyond it are not watched. */
  static final int MOST = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(StuckMachines.class);

  private final Deadlines deadlines;
  private final Map<InetAddress, Watch> watched = new HashMap<>();
  private final LogLimit lines = new LogLimit(10, Duration.ofMinutes(1), System::nanoTime);

  StuckMachines(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  /** A client asked for whatever it is, so it is not stuck. */
  void asked(InetAddress client) {
    Watch watch = watched.remove(client);
    if (watch != null) {
      deadlines.leave(watch);
    }
  }

  /** A client gets a program, and must ask for something after it. */
  void expect(Requester requester) {
    InetAddress client = requester.address().getAddress();
    asked(client);
    if (watched.size() < MOST) {
      Watch watch = new Watch(requester);
      watched.put(client, watch);
      deadlines.await(watch, PATIENCE.toMillis());
    }
  }

  private final class Watch extends Deadlines.Waiting {
    private final Requester requester;

    Watch(Requester requester) {
      this.requester = requester;
    }

    @Override
    void expired() {
      watched.remove(requester.address().getAddress());
      lines
          .permit()
          .ifPresent(
              leftOut ->
                  LOG.warn(
                      "{} asked for {} {} s ago and for nothing since. Either it was not started"
                          + " (Secure Boot: its screen says why), or it is GRUB 2.06, as in Debian"
                          + " 12, which asks the DHCP server's \"next server\" and not this one."
                          + " What to do: docs/secure-boot.md{}",
                      requester,
                      requester.file(),
                      PATIENCE.toSeconds(),
                      leftOut == 0 ? "" : " (" + leftOut + " such lines were left out before)"));
    }
  }
}
