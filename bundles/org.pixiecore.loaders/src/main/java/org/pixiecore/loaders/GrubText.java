package org.pixiecore.loaders;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in a line of GRUB's shell, such that what reads it in the end gets it unchanged.
 *
 * <p>The shell takes everything between single quotes as it is. Its {@code linux} command then puts
 * the words of a command line together again (grub-core/lib/cmdline.c): a word that holds a space
 * gets double quotes around it, and every quote and backslash in a word gets a backslash before it,
 * which Linux does not take away.
 */
final class GrubText {

  /** Where Linux takes double quotes away (lib/cmdline.c): around a word, or around a value. */
  private static final Pattern QUOTED = Pattern.compile("((?:[^\"=]*=)?)\"([^\"]*)\"");

  private GrubText() {}

  /** One word, in which nothing expands. Control characters become spaces. */
  static String word(String text) {
    return "'" + text.replaceAll("\\p{Cntrl}", " ").replace("'", "'\\''") + "'";
  }

  /**
   * A kernel's command line as words for {@code linux}, not yet {@linkplain #word quoted}.
   *
   * @throws CannotLoadException if GRUB has no way to pass it on
   */
  static List<String> kernelWords(String commandLine) throws CannotLoadException {
    List<String> words = new ArrayList<>();
    for (String word : split(commandLine)) {
      Matcher quoted = QUOTED.matcher(word);
      String bare = quoted.matches() ? quoted.group(1) + quoted.group(2) : word;
      if (bare.chars().anyMatch(c -> c == '"' || c == '\'' || c == '\\')) {
        throw new CannotLoadException(
            "the command line has a quote or a backslash where GRUB puts a backslash before it:"
                + " write name=\"value\", with double quotes around a whole value, and no others");
      }
      if (!bare.isEmpty()) {
        words.add(bare);
      }
    }
    return words;
  }

  /** As Linux does: at spaces that are not between double quotes. */
  private static List<String> split(String commandLine) throws CannotLoadException {
    List<String> words = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < commandLine.length(); i++) {
      if (commandLine.charAt(i) == '"') {
        quoted = !quoted;
      } else if (commandLine.charAt(i) == ' ' && !quoted) {
        words.add(commandLine.substring(start, i));
        start = i + 1;
      }
    }
    if (quoted) {
      throw new CannotLoadException("the command line has a double quote that is not closed");
    }
    words.add(commandLine.substring(start));
    return words;
  }
}
