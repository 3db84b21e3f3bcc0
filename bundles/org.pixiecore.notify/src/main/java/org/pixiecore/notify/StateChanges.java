package org.pixiecore.notify;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.MachineBoot;

/**
 * Finds the changes of state among all that is told of machines: a step that leaves everything else
 * as it was is none.
 */
final class StateChanges {

  /** Beyond these, the machine that has been silent for the longest counts as not known. */
  static final int MOST_MACHINES = 10_000;

  private record Known(
      BootState state,
      Instant began,
      Optional<Diagnosis.Cause> cause,
      Optional<Instant> diagnosedAt) {
    static Known of(MachineBoot boot) {
      return new Known(
          boot.state(),
          boot.began(),
          boot.diagnosis().map(Diagnosis::cause),
          boot.diagnosis().map(Diagnosis::at));
    }
  }

  private final Map<MacAddress, Known> machines =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MacAddress, Known> eldest) {
          return size() > MOST_MACHINES;
        }
      };

  /** What changed since the last time; empty if the state and the diagnosis are as they were. */
  synchronized Optional<StateChange> in(MachineBoot boot) {
    Known now = Known.of(boot);
    Known before = machines.put(boot.mac(), now);
    return now.equals(before)
        ? Optional.empty()
        : Optional.of(new StateChange(boot, Optional.ofNullable(before).map(Known::state)));
  }
}
