package org.pixiecore.booter.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a person may have meant: the names that share the most pairs of letters. */
final class Nearest {

  private static final double ALIKE = 0.3;
  private static final int MOST = 3;

  private Nearest() {}

  /** The nearest ones, the nearest first; empty if none is near. */
  static List<String> of(String given, Collection<String> names) {
    Comparator<String> farther = Comparator.comparingDouble(name -> -likeness(given, name));
    return names.stream()
        .filter(name -> likeness(given, name) >= ALIKE)
        .sorted(farther.thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** Of Dice: from 0 for nothing in common to 1. */
  private static double likeness(String one, String other) {
    Set<String> pairs = pairs(one);
    Set<String> others = pairs(other);
    int all = pairs.size() + others.size();
    pairs.retainAll(others);
    return all == 0 ? 0 : 2.0 * pairs.size() / all;
  }

  private static Set<String> pairs(String name) {
    // the blank has the first letter count for more
    String text = " " + name.toLowerCase(Locale.ROOT);
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= text.length(); i++) {
      pairs.add(text.substring(i, i + 2));
    }
    return pairs;
  }
}
