package org.pixiecore.booter.machines;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says when a change of files is over: when they look the same twice in a row. So nobody reads a
 * file that an editor has written half of, or misses one that it is about to put back.
 */
final class Settling {

  /**
   * What is different from what was said last.
   *
   * @param changed new files and new versions of files
   * @param removed files that are gone
   */
  record Changes(Set<String> changed, Set<String> removed) {
    boolean none() {
      return changed.isEmpty() && removed.isEmpty();
    }
  }

  private final Map<String, Stamp> settled = new HashMap<>();
  private Map<String, Stamp> seen;

  /**
   * Compares.
   *
   * @param now the files as they are; at the first time all of them are new at once
   */
  Changes next(Map<String, Stamp> now) {
    Map<String, Stamp> last = seen == null ? now : seen;
    seen = Map.copyOf(now);
    Set<String> changed = new HashSet<>();
    now.forEach(
        (name, stamp) -> {
          if (stamp.equals(last.get(name)) && !stamp.equals(settled.get(name))) {
            changed.add(name);
            settled.put(name, stamp);
          }
        });
    Set<String> removed = new HashSet<>(settled.keySet());
    removed.removeIf(name -> now.containsKey(name) || last.containsKey(name));
    settled.keySet().removeAll(removed);
    return new Changes(changed, removed);
  }

  /** Has a file said to be changed again, because it could not be read in that state. */
  void again(String name) {
    settled.remove(name);
  }
}
