package org.pixiecore.booter.recipe;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the place of <code>{name}</code>. Double braces are left alone: they are the
 * command line's own.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\{)\\{([a-z][a-z0-9]*)}(?!})");

  private final Map<String, String> values = new HashMap<>();

  void put(String name, String value) {
    values.put(name, value);
  }

  /**
   * Replaces them, also those in values.
   *
   * @throws IllegalArgumentException if one is unknown; the message says which are not
   */
  String expand(String text) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    return placeholder.replaceAll(
        match -> {
          String name = match.group(1);
          String value = values.get(name);
          if (value == null) {
            throw new IllegalArgumentException(
                "{" + name + "} stands for nothing here; known are " + new TreeSet<>(known()));
          }
          // a value holds only placeholders that came before it, so this ends
          values.remove(name);
          try {
            return Matcher.quoteReplacement(expand(value));
          } finally {
            values.put(name, value);
          }
        });
  }

  private Set<String> known() {
    return values.keySet();
  }
}
