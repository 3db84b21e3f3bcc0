package org.pixiecore.management;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cfg file's text, as Felix File Install reads it: Java's properties with two more layers. File
 * Install replaces <code>${name}</code> and unescapes once more, and takes a value that begins like
 * a typed one, as {@code "text"} or {@code [list]}, for one; Karaf then replaces {@code $[kind:x]}.
 */
final class CfgText {

  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
  private static final Pattern LINE_OF_KEY = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9._-]*).*");
  private static final Pattern COMMENT = Pattern.compile("\\s*(?:[#!].*)?");
  private static final Pattern CONTINUES = Pattern.compile(".*?(?<!\\\\)(?:\\\\\\\\)*\\\\");
  private static final Pattern REFUSED = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

  /** Where all values of a file begin like this, File Install reads it by other rules. */
  private static final Pattern LIKE_TYPED =
      Pattern.compile("\\s*[A-Za-z]?\\s*[\\[({\"].*", Pattern.DOTALL);

  private static final String KARAF_TOKEN = "$[";

  private CfgText() {}

  /**
   * The text of a file that holds these settings and nothing else. Comments and the order of an
   * older text stay.
   *
   * @param old what stood there; empty text for nothing
   * @throws IllegalArgumentException if a key or value cannot stand there; the message is for
   *     people
   */
  static String with(String old, Map<String, String> settings) {
    Map<String, String> left = new TreeMap<>(settings);
    List<String> lines = new ArrayList<>();
    Iterator<String> older = old.lines().iterator();
    while (older.hasNext()) {
      String line = older.next();
      if (COMMENT.matcher(line).matches()) {
        lines.add(line);
        continue;
      }
      Matcher key = LINE_OF_KEY.matcher(line);
      String value = key.matches() ? left.remove(key.group(1)) : null;
      if (value != null) {
        lines.add(line(key.group(1), value));
      }
      while (CONTINUES.matcher(line).matches() && older.hasNext()) {
        line = older.next();
      }
    }
    left.forEach((key, value) -> lines.add(line(key, value)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(String key, String value) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no key: expected a letter, then letters, digits, dots, hyphens and underscores"
              .formatted(key));
    }
    if (REFUSED.matcher(value).find()) {
      throw new IllegalArgumentException(key + " has a control character in it");
    }
    if (value.contains(KARAF_TOKEN)) {
      throw new IllegalArgumentException(
          key + " has \"$[\" in it, behind which Karaf looks for what to put there instead");
    }
    return (key + " = " + escaped(value)).stripTrailing();
  }

  private static String escaped(String value) {
    String forFileInstall = value.replace("\\", "\\\\").replace("${", "$\\{");
    boolean likeTyped = LIKE_TYPED.matcher(value).matches();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < forFileInstall.length(); i++) {
      char c = forFileInstall.charAt(i);
      boolean atAnEnd = i == 0 || i == forFileInstall.length() - 1;
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        default -> {
          if (c > '~' || (c == ' ' && atAnEnd) || (likeTyped && i == 0)) {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    return text.toString();
  }
}
