package org.pixiecore.history;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** Numbers, as people read them. */
final class Sizes {

  private Sizes() {}

  /** Like {@code 512 bytes}, {@code 82.4 kB} or {@code 31.0 MB}. */
  static String of(long octets) {
    if (octets < 1000) {
      return octets + (octets == 1 ? " byte" : " bytes");
    }
    double value = octets;
    int power = 0;
    while (value >= 999.95 && power < 4) {
      value /= 1000;
      power++;
    }
    return String.format(Locale.ROOT, "%.1f %sB", value, "kMGT".charAt(power - 1));
  }

  /** How much of it, like {@code byte 1400 of 89210}; exact, as a packet trace has it. */
  static String place(long sent, OptionalLong size) {
    return "byte " + sent + (size.isPresent() ? " of " + size.getAsLong() : "");
  }

  /** Like {@code 85 ms}, {@code 2.5 s} or {@code 3 min}. */
  static String time(Duration time) {
    if (time.toMillis() < 1000) {
      return time.toMillis() + " ms";
    }
    if (time.toSeconds() < 10 && time.toMillisPart() >= 100) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    return time.toMinutes() < 3 ? time.toSeconds() + " s" : time.toMinutes() + " min";
  }
}
