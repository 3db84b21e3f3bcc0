package org.pixiecore.booter.machines;

import java.util.Collection;
import java.util.Comparator;

/** What a person meant who misspelt a name. */
final class Suggestion {

  private Suggestion() {}

  /** Text that continues a complaint about an unknown name. */
  static String of(String given, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(given, name) <= Math.min(3, (given.length() + 1) / 2))
        .min(
            Comparator.comparingInt((String name) -> distance(given, name))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElse(
            known.isEmpty()
                ? "; there is none"
                : "; known are " + String.join(", ", known.stream().sorted().limit(20).toList()));
  }

  /** Of Levenshtein: how many characters to change, add or take away. */
  private static int distance(String one, String two) {
    int[] before = new int[two.length() + 1];
    for (int j = 0; j <= two.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[two.length() + 1];
      now[0] = i;
      for (int j = 1; j <= two.length(); j++) {
        int changed = before[j - 1] + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(changed, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return before[two.length()];
  }
}
