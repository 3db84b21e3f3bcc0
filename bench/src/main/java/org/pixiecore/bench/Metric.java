package org.pixiecore.bench;

/** What is measured, in which unit; in the order of the report. */
enum Metric {
  OFFERS_PER_SECOND("offers/s", 0),
  REQUESTS_PER_SECOND("requests/s", 0),
  MEGABYTES_PER_SECOND("MB/s", 1),
  TRANSFERS_PER_SECOND("transfers/s", 0),
  LATENCY_P50("p50, ms", 3),
  LATENCY_P99("p99, ms", 3),
  CPU_SECONDS_PER_GIGABYTE("CPU s/GB", 3),
  CPU_MICROSECONDS_PER_OFFER("CPU µs/offer", 1),
  UNANSWERED("unanswered", 0),
  RETRANSMITTED("client time-outs", 0),
  BROKEN_OFF("broken off by the server", 0),
  SECONDS_TO_FIRST_OFFER("s from exec to first offer", 2),
  SECONDS_TO_FIRST_PAGE("s from exec to first HTTP 200", 2),
  SECONDS_TO_LAST_PORT("s from exec to port 4011 open", 2),
  CPU_SECONDS("CPU s", 2),
  RESIDENT_MEGABYTES("RSS, MB", 0),
  PEAK_RESIDENT_MEGABYTES("greatest RSS, MB", 0),
  PROPORTIONAL_MEGABYTES("PSS, MB", 0),
  PRIVATE_MEGABYTES("anonymous memory, MB", 0);

  private final String label;
  private final int decimals;

  Metric(String label, int decimals) {
    this.label = label;
    this.decimals = decimals;
  }

  String label() {
    return label;
  }

  /** Whether it counts what should not happen, and is of interest only if it does. */
  boolean isTrouble() {
    return this == UNANSWERED || this == RETRANSMITTED || this == BROKEN_OFF;
  }

  /** Digits after the point that are worth printing. */
  int decimals() {
    return decimals;
  }
}
