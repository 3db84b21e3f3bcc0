package org.pixiecore.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixiecore.api.event.BootEvent.BooterAsked;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.Client;

/**
 * Which booters have failed, or have not answered in time, and not answered since. One answer makes
 * up for it: a booter that says something is there.
 */
final class BooterRecord {

  /**
   * A booter that does not answer.
   *
   * @param booter its name
   * @param outcome what came of asking it last
   * @param reason why, as it says; may be empty
   * @param several whether it is so for several machines: then it is no one machine's matter
   */
  record Trouble(String booter, BooterOutcome outcome, String reason, boolean several) {}

  /** How long a failure counts, if nobody asks the booter again. */
  static final Duration HOLDS = Duration.ofMinutes(5);

  private static final int MOST_BOOTERS = 256;

  private static final class Failures {
    private final Set<Client> clients = new HashSet<>();
    private BooterAsked last;
  }

  private final Map<String, Failures> failing = new LinkedHashMap<>();

  /** A booter was asked. */
  synchronized void asked(BooterAsked event) {
    switch (event.outcome()) {
      case ANSWERED, PASSED -> failing.remove(event.booter());
      case FAILED, LATE -> {
        if (failing.size() == MOST_BOOTERS && !failing.containsKey(event.booter())) {
          failing.remove(failing.keySet().iterator().next());
        }
        Failures failures = failing.computeIfAbsent(event.booter(), name -> new Failures());
        failures.last = event;
        if (failures.clients.size() < 2) {
          failures.clients.add(event.client());
        }
      }
    }
  }

  /** Those that do not answer now. */
  synchronized List<Trouble> troubles(Instant now) {
    failing.values().removeIf(failures -> failures.last.at().plus(HOLDS).isBefore(now));
    return failing.values().stream()
        .map(
            failures ->
                new Trouble(
                    failures.last.booter(),
                    failures.last.outcome(),
                    failures.last.reason().orElse(""),
                    failures.clients.size() > 1))
        .toList();
  }
}
