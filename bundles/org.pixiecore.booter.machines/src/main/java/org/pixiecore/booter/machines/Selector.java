package org.pixiecore.booter.machines;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/**
 * Which machines a group is for: those that, of each kind that is given, match one of the criteria.
 *
 * @param criteria none for every machine; no list is empty
 * @param macs the only MAC addresses that can match; empty if others can
 * @param loadsNothing whether it is for plain firmware alone, which has yet to load iPXE
 */
record Selector(
    Map<Kind, List<Criterion>> criteria, Optional<Set<MacAddress>> macs, boolean loadsNothing) {

  /** Every machine. */
  static final Selector ALL = of(Map.of());

  /**
   * Reads what a person writes.
   *
   * @param written of each kind, the alternatives
   * @throws IllegalArgumentException if one of them is not {@linkplain Kind#expected as expected}
   */
  static Selector of(Map<Kind, List<String>> written) {
    Map<Kind, List<Criterion>> criteria = new EnumMap<>(Kind.class);
    written.forEach((kind, texts) -> criteria.put(kind, texts.stream().map(kind::parse).toList()));
    List<String> firmware = written.getOrDefault(Kind.FIRMWARE, List.of());
    return new Selector(
        criteria,
        whole(written.getOrDefault(Kind.MAC, List.of())),
        !firmware.isEmpty() && firmware.stream().allMatch("pxe"::equalsIgnoreCase));
  }

  /** Empty if it does not select the machine. */
  Optional<Match> match(Machine machine) {
    Match all = new Match(Specificity.NONE, true);
    for (List<Criterion> anyOf : criteria.values()) {
      Optional<Match> any = Optional.empty();
      for (Criterion criterion : anyOf) {
        any = Match.either(any, criterion.match(machine));
      }
      if (any.isEmpty()) {
        return any;
      }
      all = all.and(any.get());
    }
    return Optional.of(all);
  }

  private static Optional<Set<MacAddress>> whole(List<String> macs) {
    Set<MacAddress> whole = new HashSet<>();
    for (String mac : macs) {
      try {
        whole.add(MacAddress.parse(mac));
      } catch (IllegalArgumentException e) {
        return Optional.empty(); // a beginning of many
      }
    }
    return whole.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(whole));
  }
}
