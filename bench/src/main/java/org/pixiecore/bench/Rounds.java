package org.pixiecore.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * One measured thing of one server, a value for each round.
 *
 * @param values by number of the round
 */
record Rounds(Map<Integer, Double> values) {

  Rounds() {
    this(new TreeMap<>());
  }

  double median() {
    return median(sorted());
  }

  double min() {
    return sorted()[0];
  }

  double max() {
    return sorted()[values.size() - 1];
  }

  /**
   * The median of the ratios within the rounds, so that what slows a whole round down has no
   * effect.
   *
   * @return NaN if there is no round that both have
   */
  double ratioTo(Rounds other) {
    return median(
        values.keySet().stream()
            .filter(other.values::containsKey)
            .mapToDouble(round -> values.get(round) / other.values.get(round))
            .sorted()
            .toArray());
  }

  private double[] sorted() {
    return values.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double median(double[] sorted) {
    int count = sorted.length;
    return count == 0 ? Double.NaN : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
  }
}
