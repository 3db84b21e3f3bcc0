package org.pixiecore.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Moments as people on this server read them.
 *
 * @param zone whose clock it is
 */
record Clock(ZoneId zone) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  /** This server's. */
  static Clock here() {
    return new Clock(ZoneId.systemDefault());
  }

  /** Day and time, to the second. */
  String day(Instant at) {
    return DAY.withZone(zone).format(at);
  }

  /** The time alone, to the millisecond. */
  String time(Instant at) {
    return TIME.withZone(zone).format(at);
  }
}
