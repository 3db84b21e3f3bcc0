package org.pixiecore.core;

import java.util.Comparator;
import java.util.Map;

/**
 * A service's place among others, as the OSGi core specification orders them: the highest {@code
 * service.ranking} first, and among equals the one that was registered first.
 *
 * @param ranking 0 if the service has none
 * @param id the service's id, never used twice
 */
record Rank(int ranking, long id) implements Comparable<Rank> {

  private static final Comparator<Rank> ORDER =
      Comparator.comparingInt(Rank::ranking).reversed().thenComparingLong(Rank::id);

  static Rank of(Map<String, ?> properties) {
    // a ranking of any other type than Integer counts as none (OSGi core, 5.2.5)
    int ranking = properties.get("service.ranking") instanceof Integer i ? i : 0;
    return new Rank(ranking, (Long) properties.get("service.id"));
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
