package org.pixiecore.booter.machines;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/**
 * All groups, found by MAC address where they select by it, so that ten thousand machines cost no
 * more than ten.
 */
final class Groups {

  private record Numbered(Group group, int number) {}

  private final Map<MacAddress, List<Numbered>> byMac = new HashMap<>();
  private final List<Numbered> others = new ArrayList<>();
  private final int count;

  /**
   * Indexes groups.
   *
   * @param files in the order of their names
   */
  Groups(Collection<MachineFile> files) {
    int number = 0;
    for (MachineFile file : files) {
      for (Group group : file.groups()) {
        add(new Numbered(group, number++));
      }
    }
    count = number;
  }

  private void add(Numbered group) {
    group
        .group()
        .selector()
        .macs()
        .ifPresentOrElse(
            macs ->
                macs.forEach(
                    mac -> byMac.computeIfAbsent(mac, key -> new ArrayList<>(1)).add(group)),
            () -> others.add(group));
  }

  /** Those that select the machine, the most specific first. */
  List<Candidate> select(Machine machine) {
    return Stream.concat(byMac.getOrDefault(machine.mac(), List.of()).stream(), others.stream())
        .flatMap(
            numbered ->
                numbered
                    .group()
                    .selector()
                    .match(machine)
                    .map(match -> new Candidate(numbered.group(), numbered.number(), match))
                    .stream())
        .sorted()
        .toList();
  }

  /** Machines of which two groups say what they boot, by nothing but the MAC address. */
  List<String> twice() {
    List<String> twice = new ArrayList<>();
    byMac.forEach(
        (mac, numbered) -> {
          List<Group> boot =
              numbered.stream()
                  .map(Numbered::group)
                  .filter(group -> group.boots().isPresent())
                  .filter(group -> group.selector().criteria().keySet().equals(Set.of(Kind.MAC)))
                  .limit(2)
                  .toList();
          if (boot.size() == 2) {
            twice.add(
                "%s and %s both say what %s boots; the first serves"
                    .formatted(boot.get(0), boot.get(1), mac));
          }
        });
    return twice;
  }

  int count() {
    return count;
  }

  /** How many MAC addresses they name. */
  int macs() {
    return byMac.size();
  }
}
