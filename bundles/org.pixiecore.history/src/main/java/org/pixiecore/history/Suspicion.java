package org.pixiecore.history;

import java.time.Duration;
import java.util.Optional;

/** One cause for which a boot may not go on. Knows no clock: it is told the time. */
interface Suspicion {

  /**
   * Looks whether it is the cause.
   *
   * @param boot what was seen
   * @param now since the same moment as the times of the boot
   * @return what to tell people; empty if it is not, or cannot be told from a boot that goes on yet
   */
  Optional<Finding> confirmed(Boot boot, Duration now);
}
