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
  static final Selector ALL = of(Map.of(), Map.of());

  /**
   * Makes a selector.
   *
   * @param written the criteria as a person wrote them
   */
  static Selector of(Map<Kind, List<Criterion>> criteria, Map<Kind, List<String>> written) {
    Map<Kind, List<Criterion>> copy = new EnumMap<>(Kind.class);
    criteria.forEach((kind, any) -> copy.put(kind, List.copyOf(any)));
    return new Selector(
        copy,
        whole(written.getOrDefault(Kind.MAC, List.of())),
        written.getOrDefault(Kind.FIRMWARE, List.of()).stream().allMatch("pxe"::equalsIgnoreCase)
            && written.containsKey(Kind.FIRMWARE));
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
