package org.pixiecore.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** A measurement's arguments, each {@code name=value}. */
record Arguments(Map<String, String> values) {

  /**
   * @throws IllegalArgumentException if one has no {@code =}
   */
  static Arguments of(String... arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("\"" + argument + "\" is not name=value");
      }
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new Arguments(values);
  }

  /**
   * @throws IllegalArgumentException if it was not given
   */
  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + "= is missing; given: " + values.keySet());
    }
    return value;
  }

  /**
   * @throws IllegalArgumentException if it was not given or is no whole number
   */
  int number(String name) {
    String value = text(name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + "=" + value + " is no whole number", e);
    }
  }

  /** Whole numbers with commas between them, like {@code 1,50,200}. */
  int[] numbers(String name) {
    String[] texts = text(name).split(",", -1);
    int[] numbers = new int[texts.length];
    for (int i = 0; i < texts.length; i++) {
      numbers[i] = new Arguments(Map.of(name, texts[i])).number(name);
    }
    return numbers;
  }

  /** Who is measured, and in which round: {@code server=} and {@code round=}. */
  Samples samples(Protocol protocol) {
    return new Samples(protocol, text("server"), number("round"));
  }
}
