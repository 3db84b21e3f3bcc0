package org.pixiecore.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * Values of a label that is no closed set. Each value makes a time series of its own, in here and
 * in Prometheus, so there is an end to them.
 */
final class BoundedLabel {

  /** What stands for each value after the last that has a series of its own. */
  static final String OTHER = "other";

  private final int most;
  private final Set<String> known = new HashSet<>();

  /**
   * @param most how many values are told apart; at least 1
   */
  BoundedLabel(int most) {
    this.most = most;
  }

  /** The value itself, if it is among the first, else {@value #OTHER}. */
  synchronized String of(String value) {
    if (known.contains(value)) {
      return value;
    }
    if (known.size() == most) {
      return OTHER;
    }
    known.add(value);
    return value;
  }
}
