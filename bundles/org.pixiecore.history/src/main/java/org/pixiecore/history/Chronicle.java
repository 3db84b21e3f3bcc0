package org.pixiecore.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.Heard;
import org.pixiecore.api.event.BootEvent.OtherAnswer;
import org.pixiecore.api.history.BootHistory.Problem;
import org.pixiecore.api.history.Diagnosis;
import org.pixiecore.api.history.Diagnosis.Cause;
import org.pixiecore.api.history.MachineBoot;

/**
 * All machines that boot from here, and how their boots go. Knows no clock and no thread; bounded
 * whatever the network sends. Safe for use by several threads.
 */
final class Chronicle {

  /** In octets, about, of the steps of all machines together. A boot has some 25, of 300 each. */
  static final int MOST_WEIGHT = 24_000_000;

  static final int MOST_PROBLEMS = 200;

  /** A loader is often given another address than its firmware. */
  private static final int ADDRESSES_PER_MACHINE = 2;

  /** The one that was heard last stands last. */
  private final Map<MacAddress, Timeline> machines = new LinkedHashMap<>();

  private final AddressBook addresses = new AddressBook();
  private final Deque<Problem> problems = new ArrayDeque<>();
  private final Vendors vendors;
  private HistorySettings settings;
  private int weight;

  Chronicle(HistorySettings settings, Vendors vendors) {
    this.settings = settings;
    this.vendors = vendors;
  }

  /** Remembers more or less from now on. */
  synchronized void resize(HistorySettings wanted) {
    settings = wanted;
    forgetTheSilent();
  }

  /**
   * Takes what happened.
   *
   * @param now since some moment, by a clock that never jumps
   * @return whom it happened to; empty if that is not known, or it has nothing to do with booting
   */
  synchronized Optional<MacAddress> take(BootEvent event, Duration now) {
    Optional<MacAddress> mac =
        addresses.machine(event.client(), settings.machines() * ADDRESSES_PER_MACHINE);
    if (mac.isEmpty() || (isOfAnySystem(event) && !machines.containsKey(mac.get()))) {
      return Optional.empty();
    }
    Timeline timeline = machines.remove(mac.get());
    if (timeline == null) {
      timeline = new Timeline(mac.get(), event.at(), now);
    } else {
      weight -= timeline.weight();
    }
    timeline.take(event, now, settings.steps());
    weight += timeline.weight();
    machines.put(mac.get(), timeline);
    forgetTheSilent();
    return mac;
  }

  /** A LAN is full of computers that ask for addresses, and boot from their disks. */
  private static boolean isOfAnySystem(BootEvent event) {
    return event instanceof OtherAnswer
        || (event instanceof Heard heard && heard.machine().isEmpty());
  }

  /**
   * Looks at a machine, whether its boot goes on.
   *
   * @param at the time to tell people
   * @param now as in {@link #take}
   * @return whether it has another diagnosis now, or none any longer
   */
  synchronized boolean diagnose(MacAddress mac, Instant at, Duration now) {
    Timeline timeline = machines.get(mac);
    return timeline != null && diagnose(timeline, at, now);
  }

  /** Looks at all machines, and says which have another diagnosis now, or none any longer. */
  synchronized List<MacAddress> diagnose(Instant at, Duration now) {
    List<MacAddress> changed = new ArrayList<>();
    for (Timeline timeline : machines.values()) {
      if (diagnose(timeline, at, now)) {
        changed.add(timeline.mac());
      }
    }
    return changed;
  }

  private boolean diagnose(Timeline timeline, Instant at, Duration now) {
    int before = timeline.weight();
    boolean changed = timeline.diagnose(at, now, settings.steps());
    weight += timeline.weight() - before;
    if (changed) {
      timeline
          .diagnosis()
          .filter(diagnosis -> diagnosis.cause() != Cause.NOT_OURS)
          .ifPresent(diagnosis -> add(new Problem(timeline.mac(), diagnosis)));
    }
    return changed;
  }

  private void add(Problem problem) {
    problems.addFirst(problem);
    while (problems.size() > MOST_PROBLEMS) {
      problems.removeLast();
    }
  }

  private void forgetTheSilent() {
    while (machines.size() > settings.machines() || (weight > MOST_WEIGHT && machines.size() > 1)) {
      forget(machines.keySet().iterator().next());
    }
  }

  /** Forgets a machine, and says whether it was known. */
  synchronized boolean forget(MacAddress mac) {
    Timeline timeline = machines.remove(mac);
    if (timeline != null) {
      weight -= timeline.weight();
    }
    return timeline != null;
  }

  /** The one that was heard last first. */
  synchronized List<MachineBoot> machines() {
    List<MachineBoot> all = new ArrayList<>(machines.size());
    machines.values().forEach(timeline -> all.add(shown(timeline)));
    Collections.reverse(all);
    return all;
  }

  synchronized Optional<MachineBoot> machine(MacAddress mac) {
    return Optional.ofNullable(machines.get(mac)).map(this::shown);
  }

  /** The latest first. */
  synchronized List<Problem> problems() {
    return List.copyOf(problems);
  }

  synchronized Optional<Diagnosis> diagnosis(MacAddress mac) {
    return Optional.ofNullable(machines.get(mac)).flatMap(Timeline::diagnosis);
  }

  private MachineBoot shown(Timeline timeline) {
    MacAddress mac = timeline.mac();
    boolean hasAddress =
        timeline.address().filter(address -> addresses.has(mac, address)).isPresent();
    return timeline.shown(vendors.name(mac), hasAddress);
  }
}
