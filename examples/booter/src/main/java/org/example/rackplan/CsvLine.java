package org.example.rackplan;

import java.util.ArrayList;
import java.util.List;

/** One line of a CSV file, as spreadsheets write it (RFC 4180). */
final class CsvLine {

  private CsvLine() {}

  /**
   * The line's fields, stripped.
   *
   * @throws IllegalArgumentException if a field begins with a quote and does not end with one
   */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && line.startsWith("\"\"", i)) {
        field.append(c);
        i++;
      } else if (c == '"' && (quoted || field.isEmpty())) {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is opened and not closed");
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
