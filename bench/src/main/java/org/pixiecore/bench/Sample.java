package org.pixiecore.bench;

/**
 * One measured value.
 *
 * @param load what the server was put to, like {@code 50 clients, blksize 1432}
 * @param server whose value it is, like {@code dnsmasq}
 * @param round from 1; samples of one round were taken close to each other in time
 */
record Sample(
    Protocol protocol, String load, String server, int round, Metric metric, double value) {

  private static final String SEPARATOR = "\t";

  /** The form in which measurements hand samples to the report. */
  String toLine() {
    return String.join(
        SEPARATOR,
        protocol.name(),
        load,
        server,
        Integer.toString(round),
        metric.name(),
        Double.toString(value));
  }

  /**
   * Reads {@link #toLine()}.
   *
   * @throws IllegalArgumentException if the line is no sample
   */
  static Sample parse(String line) {
    String[] fields = line.split(SEPARATOR, -1);
    if (fields.length != 6) {
      throw new IllegalArgumentException("\"" + line + "\" is no sample: it needs six fields");
    }
    return new Sample(
        Protocol.valueOf(fields[0]),
        fields[1],
        fields[2],
        Integer.parseInt(fields[3]),
        Metric.valueOf(fields[4]),
        Double.parseDouble(fields[5]));
  }
}
