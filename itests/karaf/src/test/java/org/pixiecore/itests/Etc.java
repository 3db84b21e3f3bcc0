package org.pixiecore.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration files of a server, as a person edits them.
 *
 * @param directory its etc/
 */
record Etc(Path directory) {

  /** That of the container that this runs in. */
  static Etc ofThisContainer() {
    return new Etc(Path.of(System.getProperty("karaf.etc")));
  }

  Path file(String pid) {
    return directory.resolve(pid + ".cfg");
  }

  /** Sets keys of a file, keeps its other lines, and makes the file if there is none. */
  void set(String pid, String... keysAndValues) throws IOException {
    Path file = file(pid);
    List<String> lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      String key = keysAndValues[i];
      lines.removeIf(line -> line.matches("\\s*" + key.replace(".", "\\.") + "\\s*=.*"));
      lines.add(key + " = " + keysAndValues[i + 1]);
    }
    replace(file, lines);
  }

  /** Takes everything out of a file. */
  void clear(String pid) throws IOException {
    replace(file(pid), List.of());
  }

  /** At once, so that nobody reads half of it. */
  private static void replace(Path file, List<String> lines) throws IOException {
    Path next =
        Files.writeString(
            file.resolveSibling(file.getFileName() + ".next"), String.join("\n", lines) + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
