package org.pixiecore.bootloaders;

import java.util.List;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.MacPrefix;
import org.pixiecore.api.config.Configuration;

/**
 * The machines that a person chose.
 *
 * @param prefixes of their MAC addresses; empty for none
 * @param everyOne whether it is all of them
 */
record MachineSet(List<MacPrefix> prefixes, boolean everyOne) {

  private static final String ALL = "all";

  MachineSet {
    prefixes = List.copyOf(prefixes);
  }

  /** Reads a key. */
  static MachineSet read(Configuration configuration, String key) {
    List<MachineSet> parts =
        configuration.list(
            key,
            "\"all\", or MAC addresses like 52:54:00:12:34:56 and beginnings of them like 52:54:00, with commas between",
            MachineSet::parse);
    return new MachineSet(
        parts.stream().flatMap(part -> part.prefixes.stream()).toList(),
        parts.stream().anyMatch(MachineSet::everyOne));
  }

  private static MachineSet parse(String text) {
    return text.equalsIgnoreCase(ALL)
        ? new MachineSet(List.of(), true)
        : new MachineSet(List.of(MacPrefix.parse(text)), false);
  }

  boolean contains(MacAddress mac) {
    return everyOne || prefixes.stream().anyMatch(prefix -> prefix.matches(mac));
  }

  boolean isEmpty() {
    return !everyOne && prefixes.isEmpty();
  }
}
