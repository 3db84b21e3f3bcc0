package org.pixiecore.itests.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The virtual network in the folder {@code lab} of the repository, used as a person uses it. */
final class Lab {

  /** More than {@code lab/run} gives itself, so that its own account of a failure is seen. */
  private static final Duration LIMIT = Duration.ofMinutes(12);

  /** The exit code of {@code lab/run} on a computer that lacks what the case needs. */
  private static final int CANNOT_BE_RUN = 77;

  private static final Path FOLDER = Path.of("../../lab").toAbsolutePath().normalize();

  private Lab() {}

  /**
   * Boots a machine from power-on.
   *
   * @param name of a case in {@code lab/cases}
   * @return the lines of the machine's console
   * @throws org.opentest4j.TestAbortedException if it cannot be run on this computer
   * @throws AssertionError with what the lab printed, if the machine did not come up
   */
  static List<String> boot(String name) throws IOException, InterruptedException {
    run(name, "run", name);
    return Files.readAllLines(FOLDER.resolve("target").resolve(name).resolve("console.log"));
  }

  /**
   * Plays what a script of the lab plays.
   *
   * @param script its path from {@code lab}
   * @throws org.opentest4j.TestAbortedException if it cannot be run on this computer
   * @throws AssertionError with what it printed, if not all of it came true
   */
  static void play(String script) throws IOException, InterruptedException {
    run(Path.of(script).getFileName().toString(), script);
  }

  private static void run(String name, String script, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(Files.createDirectories(Path.of("target")), name, ".log");
    List<String> command = new ArrayList<>(List.of(FOLDER.resolve(script).toString()));
    command.addAll(List.of(arguments));
    Process run =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
          .as("lab/%s ends within %s:%n%s", name, LIMIT, Files.readString(output))
          .isTrue();
    } finally {
      // asked to end, it removes its network and machine
      run.destroy();
      run.waitFor();
    }
    assumeThat(run.exitValue()).as(Files.readString(output)).isNotEqualTo(CANNOT_BE_RUN);
    assertThat(run.exitValue()).as("lab/%s:%n%s", name, Files.readString(output)).isZero();
  }
}
