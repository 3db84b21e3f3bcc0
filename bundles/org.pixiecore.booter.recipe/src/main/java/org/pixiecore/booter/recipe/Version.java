package org.pixiecore.booter.recipe;

import java.util.regex.Pattern;

/** What versions look like: they become parts of URLs and paths. */
final class Version {

  static final String ALLOWED =
      "letters, digits, dots, hyphens, underscores, plus signs and tildes";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~_-]{0,99}");

  private Version() {}

  /**
   * Gives it back.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String check(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a version is of " + ALLOWED + ", not \"" + text + '"');
    }
    return text;
  }
}
