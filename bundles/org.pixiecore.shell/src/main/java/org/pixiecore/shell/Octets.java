package org.pixiecore.shell;

import java.util.Locale;

/** Sizes as people read them. */
final class Octets {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Octets() {}

  /** Like {@code 27.3 MiB}: with one decimal from 1 KiB on. */
  static String text(long octets) {
    double size = octets;
    int unit = 0;
    // what would be rounded to 1024.0 is 1.0 of the next unit
    while (size >= 1023.95 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0
        ? octets + " " + UNITS[0]
        : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
