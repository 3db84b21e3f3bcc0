package org.pixiecore.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Machine;

/**
 * What a booter said last about one machine, which asks several questions in one boot: its
 * firmware's offer, iPXE's, and the script.
 *
 * @param latestFirst at most {@value #MOST}, of which no two are of the same question
 */
record LastAnswers(List<Entry> latestFirst) {

  /** Three for a boot, as many for another architecture or network, and some. */
  static final int MOST = 8;

  static final LastAnswers NONE = new LastAnswers(List.of());

  /**
   * An answer.
   *
   * @param machine the question
   * @param spec what the machine boots; empty for "not mine, ask the next"
   */
  record Entry(Machine machine, Optional<BootSpec> spec) {}

  LastAnswers {
    latestFirst = List.copyOf(latestFirst);
  }

  /** These and one more, which is the latest. */
  LastAnswers with(Entry entry) {
    List<Entry> next = new ArrayList<>(MOST + 1);
    next.add(entry);
    latestFirst.stream()
        .filter(other -> !other.machine().equals(entry.machine()))
        .limit(MOST - 1)
        .forEach(next::add);
    return new LastAnswers(next);
  }

  /** Empty if there is none. */
  Optional<Entry> latest() {
    return latestFirst.stream().findFirst();
  }

  /** The answer that serves while the booter cannot give another; empty if none does. */
  Optional<Answer.Said> serving(Machine machine) {
    Optional<Entry> same = latest(entry -> entry.machine().equals(machine));
    Optional<Entry> entry =
        machine.stage() == BootStage.SCRIPT
            ? later(same, offerBefore(machine))
            // an offer commits to nothing but that the machine boots
            : same.or(() -> latest(offer(machine).and(sameNetwork(machine))));
    return entry.map(found -> new Answer.Said(found.spec()));
  }

  /** What the boot had come to when iPXE was offered its script, if that can be booted. */
  private Optional<Entry> offerBefore(Machine machine) {
    Predicate<Entry> ofIpxe = entry -> entry.machine().firmware() == Firmware.IPXE;
    return latest(offer(machine).and(ofIpxe))
        .or(() -> latest(offer(machine)))
        .filter(entry -> !entry.spec().equals(Optional.of(new BootSpec.Identify())));
  }

  private static Predicate<Entry> offer(Machine machine) {
    return entry ->
        entry.machine().stage() == BootStage.OFFER
            && entry.machine().architecture().equals(machine.architecture());
  }

  private static Predicate<Entry> sameNetwork(Machine machine) {
    return entry -> entry.machine().network().equals(machine.network());
  }

  private Optional<Entry> latest(Predicate<Entry> which) {
    return latestFirst.stream().filter(which).findFirst();
  }

  private Optional<Entry> later(Optional<Entry> one, Optional<Entry> other) {
    return latest(entry -> Optional.of(entry).equals(one) || Optional.of(entry).equals(other));
  }
}
