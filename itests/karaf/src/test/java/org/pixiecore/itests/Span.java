package org.pixiecore.itests;

/**
 * From one moment to another, by {@link System#nanoTime}.
 *
 * @param begin nanoseconds
 * @param end not before the begin
 */
record Span(long begin, long end) {

  static Span since(long begin) {
    return new Span(begin, System.nanoTime());
  }

  boolean overlaps(Span other) {
    return begin - other.end <= 0 && other.begin - end <= 0;
  }

  double seconds() {
    return (end - begin) / 1e9;
  }
}
