package org.pixiecore.launcher;

import java.util.OptionalLong;

/**
 * How far a download is, as a line on a terminal or in a log.
 *
 * @param name what is fetched
 * @param fetched octets that are there
 * @param size of all; empty while it is not known
 */
record ProgressLine(String name, long fetched, OptionalLong size) {

  private static final int BAR = 20;

  /** With a bar; without one where the size is not known. */
  String bar() {
    if (size.isEmpty() || size.getAsLong() == 0) {
      return plain();
    }
    int full = (int) Math.min(BAR, BAR * fetched / size.getAsLong());
    return "[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + plain();
  }

  /** In words. */
  String plain() {
    return size.isPresent()
        ? "%s: %s of %s MiB".formatted(name, mebibytes(fetched), mebibytes(size.getAsLong()))
        : "%s: %s MiB".formatted(name, mebibytes(fetched));
  }

  private static String mebibytes(long octets) {
    long tenths = (octets * 10) >> 20;
    return tenths / 10 + "." + tenths % 10;
  }
}
