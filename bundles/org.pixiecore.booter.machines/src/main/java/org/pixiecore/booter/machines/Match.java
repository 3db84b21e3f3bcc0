package org.pixiecore.booter.machines;

import java.util.Optional;

/**
 * How a machine is selected. Where it is not, there is none of these.
 *
 * @param certain false if that rests on what only iPXE will tell
 */
record Match(Specificity specificity, boolean certain) {

  /** If this and another select it. */
  Match and(Match other) {
    return new Match(specificity.and(other.specificity), certain && other.certain);
  }

  /** If one of two selects it: the more specific one. */
  static Optional<Match> either(Optional<Match> one, Optional<Match> two) {
    if (one.isEmpty() || two.isEmpty()) {
      return one.or(() -> two);
    }
    return one.get().specificity.compareTo(two.get().specificity) >= 0 ? one : two;
  }
}
