package org.pixiecore.loaders;

import java.util.regex.Pattern;

/** Words of others' in a configuration, where a line break would begin another command. */
final class Text {

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

  /** In characters. */
  private static final int LONGEST_REASON = 300;

  private Text() {}

  /** On one line. */
  static String line(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
  }

  /** Why something is not done, on one line of bounded length. */
  static String reason(String text) {
    String line = line(text);
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
  }
}
