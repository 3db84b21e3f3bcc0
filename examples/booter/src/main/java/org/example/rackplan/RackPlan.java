package org.example.rackplan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.MacAddress;

/** Which machine boots what. */
record RackPlan(Map<MacAddress, Row> rows) {

  /**
   * What one machine boots.
   *
   * @param line where it stands in the file, from 1
   */
  record Row(int line, BootSpec boot) {}

  /** The first line of every plan. */
  static final List<String> COLUMNS = List.of("mac", "kernel", "initrd", "cmdline");

  /** In place of a kernel. */
  static final String LOCAL_DISK = "local";

  RackPlan {
    rows = Map.copyOf(rows);
  }

  /**
   * Reads a plan. Blank lines, and those that begin with #, are left out.
   *
   * @throws IllegalArgumentException if a line is wrong; the message says which and why
   */
  static RackPlan parse(String csv) {
    // Excel begins UTF-8 with a byte order mark
    List<String> lines = csv.replaceFirst("^\uFEFF", "").lines().toList();
    Map<MacAddress, Row> rows = new HashMap<>();
    boolean named = false;
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        List<String> fields = CsvLine.fields(line);
        if (named) {
          add(rows, number, fields);
        } else if (!fields.equals(COLUMNS)) {
          throw new IllegalArgumentException(
              "the columns are to be " + String.join(",", COLUMNS) + ", not " + line);
        }
        named = true;
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    if (!named) {
      throw new IllegalArgumentException("it is empty; expected " + String.join(",", COLUMNS));
    }
    return new RackPlan(rows);
  }

  Optional<Row> row(MacAddress mac) {
    return Optional.ofNullable(rows.get(mac));
  }

  private static void add(Map<MacAddress, Row> rows, int number, List<String> fields) {
    if (fields.size() != COLUMNS.size()) {
      throw new IllegalArgumentException(
          "it has %d fields, not %d; a field with a comma stands between quotes"
              .formatted(fields.size(), COLUMNS.size()));
    }
    Row row = new Row(number, boot(fields.get(1), fields.get(2), fields.get(3)));
    Row earlier = rows.put(MacAddress.parse(fields.get(0)), row);
    if (earlier != null) {
      throw new IllegalArgumentException(
          fields.get(0) + " stands in line " + earlier.line() + " already");
    }
  }

  private static BootSpec boot(String kernel, String initrds, String commandLine) {
    if (kernel.equals(LOCAL_DISK)) {
      return new BootSpec.LocalDisk();
    }
    return new BootSpec.KernelBoot(
        BootFile.parse(kernel),
        Stream.of(initrds.split("\\s+"))
            .filter(initrd -> !initrd.isEmpty())
            .map(BootFile::parse)
            .toList(),
        CommandLine.parse(commandLine, "URL", BootFile::parse),
        Optional.empty());
  }
}
