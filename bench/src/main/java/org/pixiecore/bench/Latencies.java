package org.pixiecore.bench;

import java.util.Arrays;

/** Every latency of one measurement, so that percentiles are exact. Not thread-safe. */
final class Latencies {

  private long[] nanos = new long[1 << 14];
  private int count;

  void add(long latencyNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = latencyNanos;
  }

  int count() {
    return count;
  }

  /**
   * The nearest-rank percentile.
   *
   * @param percent more than 0, to 100
   * @return milliseconds; NaN if there are no latencies
   */
  double percentile(double percent) {
    if (count == 0) {
      return Double.NaN;
    }
    Arrays.sort(nanos, 0, count);
    int rank = (int) Math.ceil(percent / 100 * count);
    return nanos[Math.max(rank, 1) - 1] / 1e6;
  }
}
