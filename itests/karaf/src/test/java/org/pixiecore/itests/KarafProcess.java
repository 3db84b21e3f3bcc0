package org.pixiecore.itests;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Karaf unpacked and started as a person does it, with an empty home directory. */
final class KarafProcess implements AutoCloseable {

  private static final long MINUTES = 2;

  private final Path home;
  private final Ports ports;
  private Process process;
  private int typed;

  /** Unpacks an archive into a directory that is made anew, and has it use these ports. */
  KarafProcess(String archive, Path directory, Ports ports) throws IOException {
    this.ports = ports;
    remove(directory);
    Files.createDirectories(directory);
    run(directory, "tar", "xzf", archive);
    try (Stream<Path> unpacked = Files.list(directory)) {
      home = unpacked.findFirst().orElseThrow();
    }
    Files.createDirectory(directory.resolve("home"));
    for (Ports.Setting setting : ports.settings()) {
      etc().set(setting.pid(), setting.key(), setting.value());
    }
    setPort("org.apache.karaf.shell", "sshPort");
    setPort("org.apache.karaf.management", "rmiRegistryPort");
    setPort("org.apache.karaf.management", "rmiServerPort");
  }

  Ports ports() {
    return ports;
  }

  Etc etc() {
    return new Etc(home.resolve("etc"));
  }

  Path system() {
    return home.resolve("system");
  }

  Path log() {
    return home.resolve("data/log/karaf.log");
  }

  /** What it printed on its console. */
  Path console() {
    return home.resolveSibling("console.log");
  }

  /** Starts it without a console. */
  void start() throws IOException {
    process = builder("server").redirectInput(new File("/dev/null")).start();
  }

  /**
   * Starts it with a console, and types lines into that, each when the last is done. The prompt is
   * there before all commands are: a line whose command is not found is typed again, as a person
   * does. The console's end would be Karaf's.
   */
  void start(List<String> lines) throws IOException {
    process = builder().start();
    Writer console = process.outputWriter(StandardCharsets.UTF_8);
    for (String line : lines) {
      String command = line.split(" ", 2)[0];
      await(line).atMost(Duration.ofMinutes(MINUTES)).until(() -> isFound(command, line, console));
    }
  }

  /** Types a line, waits for its end, and tells whether the console knew its command. */
  private boolean isFound(String command, String line, Writer console) throws IOException {
    String unknown = "Command not found: " + command;
    long before = printed(unknown);
    String end = "end-of-line-" + ++typed;
    console.write(line + "\necho " + end + "\n");
    console.flush();
    await(end).atMost(Duration.ofMinutes(MINUTES)).until(() -> printed(end) > 0);
    return printed(unknown) == before;
  }

  /** How often the console shows a line, without its colours. */
  private long printed(String line) throws IOException {
    try (Stream<String> lines = Files.lines(console())) {
      return lines.filter(shown -> shown.replaceAll("\u001b\\[[0-9;]*m", "").equals(line)).count();
    }
  }

  /** As the system does at the end. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(home + " does not end");
    }
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
    remove(home.getParent());
  }

  /** Another port than that of a server beside it, if this Karaf has that service at all. */
  private void setPort(String pid, String key) throws IOException {
    if (Files.exists(etc().file(pid))) {
      etc().set(pid, key, String.valueOf(Ports.free().http()));
    }
  }

  private ProcessBuilder builder(String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(home.resolve("bin/karaf").toString()), Stream.of(arguments))
                .toList());
    // the script's process becomes Java's, so that ending it ends Karaf
    builder.environment().put("KARAF_EXEC", "exec");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", home.resolveSibling("home").toString());
    builder.environment().put("TERM", "dumb");
    return builder.redirectErrorStream(true).redirectOutput(console().toFile());
  }

  private static void remove(Path directory) throws IOException {
    run(Path.of(""), "rm", "-rf", directory.toString());
  }

  private static void run(Path directory, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toAbsolutePath().toFile())
            .inheritIO()
            .start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
