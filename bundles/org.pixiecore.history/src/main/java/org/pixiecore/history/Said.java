package org.pixiecore.history;

import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.log.UrlSecrets;

/** What others say, as it may stand in a timeline: on one line, short, without secrets in URLs. */
final class Said {

  /** In characters. */
  private static final int LONGEST = 160;

  /** What is behind that is not even looked at: cleaning takes time. */
  private static final int LONGEST_RAW = 2000;

  private Said() {}

  static String of(String text) {
    String raw = text.length() > LONGEST_RAW ? text.substring(0, LONGEST_RAW) : text;
    String clean = new OneLine(UrlSecrets.mask(raw)).toString().strip();
    if (clean.length() <= LONGEST) {
      return clean;
    }
    int end = LONGEST - 1;
    if (Character.isHighSurrogate(clean.charAt(end - 1))) {
      end--;
    }
    return clean.substring(0, end) + "…";
  }

  /** Behind a colon, if there is anything. */
  static String after(String text) {
    String clean = of(text);
    return clean.isEmpty() ? "" : ": " + clean;
  }
}
