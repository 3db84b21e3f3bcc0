package org.pixiecore.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * A server's log, from some moment on.
 *
 * @param file the log
 * @param skipped how many of its lines are before that moment
 */
record Log(Path file, long skipped) {

  /** Also for a server that has just been told to start, on a busy computer. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** That of the container that this runs in, from now on. */
  static Log ofThisContainer() throws IOException {
    return fromNowOn(Path.of(System.getProperty("karaf.data"), "log", "karaf.log"));
  }

  static Log fromNowOn(Path file) throws IOException {
    return new Log(file, Files.readAllLines(file).size());
  }

  /** Waits for a line with all these texts in it. */
  void awaitLine(String... texts) {
    Predicate<String> hasAll = line -> List.of(texts).stream().allMatch(line::contains);
    await(String.join(" ... ", texts))
        .atMost(PATIENCE)
        .until(() -> lines().stream().anyMatch(hasAll));
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file).stream().skip(skipped).toList();
  }
}
