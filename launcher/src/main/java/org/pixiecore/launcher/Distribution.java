package org.pixiecore.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Karaf distribution that this launcher is part of. It is only read.
 *
 * @param home its folder, {@code karaf.home}
 */
record Distribution(Path home) {

  Path etc() {
    return home.resolve("etc");
  }

  /** A text that is another one after anything in the distribution has changed. */
  String stamp() throws IOException {
    StringBuilder stamp = new StringBuilder(home.toString()).append('\n');
    for (Path folder : List.of(etc(), home.resolve("lib"), home.resolve("system"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(Files::isRegularFile).sorted().forEach(file -> stamp.append(state(file)));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return stamp.toString();
  }

  private String state(Path file) {
    try {
      return "%s %d %s%n"
          .formatted(home.relativize(file), Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
