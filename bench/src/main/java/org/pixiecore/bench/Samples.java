package org.pixiecore.bench;

/** Where a measurement puts its samples: standard output, a line each. */
record Samples(Protocol protocol, String server, int round) {

  void put(String load, Metric metric, double value) {
    System.out.println(new Sample(protocol, load, server, round, metric, value).toLine());
  }
}
