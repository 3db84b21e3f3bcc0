package org.pixiecore.booter.machines;

import java.util.List;
import java.util.Map;

/**
 * What a file holds.
 *
 * @param profiles by name
 * @param groups in the file's order
 */
record MachineFile(String name, Map<String, Profile> profiles, List<Group> groups) {

  MachineFile {
    profiles = Map.copyOf(profiles);
    groups = List.copyOf(groups);
  }
}
