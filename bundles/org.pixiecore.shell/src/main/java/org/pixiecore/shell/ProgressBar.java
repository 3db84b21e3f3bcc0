package org.pixiecore.shell;

import java.util.OptionalLong;

/**
 * How far something has come, in ASCII, which every terminal has: {@code [#### ] 50 % of 27.3 MiB}.
 *
 * @param width how many characters are between the brackets, at least 1
 */
record ProgressBar(int width) {

  private static final char DONE = '#';
  private static final char OPEN = ' ';

  ProgressBar {
    if (width < 1) {
      throw new IllegalArgumentException("a bar is at least 1 wide, not " + width);
    }
  }

  /**
   * The bar and figures. It is full, and says 100 %, only when all is there.
   *
   * @param done in octets; what is more than the whole counts as the whole
   * @param whole in octets; empty if it is not known: then there is no bar
   */
  String text(long done, OptionalLong whole) {
    if (whole.isEmpty()) {
      return Octets.text(done);
    }
    long size = whole.getAsLong();
    double part = done >= size ? 1 : Math.max(0, (double) done / size);
    return bar((int) (part * width))
        + " %3d %% of %s".formatted((int) (part * 100), Octets.text(size));
  }

  private String bar(int filled) {
    return "["
        + String.valueOf(DONE).repeat(filled)
        + String.valueOf(OPEN).repeat(width - filled)
        + "]";
  }
}
