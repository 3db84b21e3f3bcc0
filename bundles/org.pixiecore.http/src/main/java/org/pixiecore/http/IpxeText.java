package org.pixiecore.http;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Text as arguments in a line of an iPXE script, such that the command gets it unchanged, except
 * that iPXE expands <code>${...}</code> in it.
 *
 * <p>iPXE cuts a line into words at white space (core/exec.c), then takes the words {@code ||},
 * {@code &&} and {@code ;} for operators and a word that begins with {@code #} for a comment, then
 * expands settings in each word, and joins arguments with one space each. A setting that does not
 * exist expands to nothing and is never looked at again: it makes an operator a plain word, and
 * stands for the empty word between two spaces. A backslash at the end of a line joins it to the
 * next one (image/script.c), and is hidden in the same way.
 */
final class IpxeText {

  private static final String NOTHING = "${nothing}";
  private static final Set<String> OPERATORS = Set.of("||", "&&", ";");

  private IpxeText() {}

  /**
   * Arguments for a command that joins its arguments to one text, like {@code imgargs}, {@code set}
   * and {@code echo}.
   *
   * @param text control characters in it become spaces: iPXE has no way to pass them on, and a line
   *     break would begin another command
   */
  static String arguments(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String line = text.replaceAll("\\p{Cntrl}", " ");
    String words =
        Arrays.stream(line.split(" ", -1)).map(IpxeText::word).collect(Collectors.joining(" "));
    return words.endsWith("\\") ? words + NOTHING : words;
  }

  /** Text of others', in which nothing expands. */
  static String withoutSettings(String text) {
    return text.replace("${", "$ {");
  }

  private static String word(String word) {
    boolean hidden = word.isEmpty() || word.startsWith("#") || OPERATORS.contains(word);
    return hidden ? NOTHING + word : word;
  }
}
