package org.pixiecore.booter.ldap;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The scripts of the test resources, and the samples of the documentation. */
final class Script {

  static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
  static final Path SAMPLES = Path.of("../../docs/ldif").toAbsolutePath().normalize();

  private Script() {}

  /** Starts one; what it says goes to a log file. */
  static Process start(File log, String name, Object... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", RESOURCES.resolve(name).toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes certificates in a directory. */
  static void certificates(Path directory) throws IOException, InterruptedException {
    File log = directory.resolve("certificates.log").toFile();
    Process process = start(log, "slapd/certificates", directory);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("no certificates:\n" + Files.readString(log.toPath()));
    }
  }
}
