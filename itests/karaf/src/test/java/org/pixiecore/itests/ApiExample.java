package org.pixiecore.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.ops4j.pax.exam.Option;

/** The example server of the HTTP API, as a process of its own, with the site's files. */
final class ApiExample implements AutoCloseable {

  private static final String SOURCE = "api.example";

  private final Path folder;
  private final int port;
  private Process process;

  private ApiExample(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Tells a container where its source is. */
  static Option where() {
    return systemProperty(SOURCE).value(System.getProperty(SOURCE));
  }

  /** Starts one on a free port, which knows no machine yet. */
  static ApiExample of(Site site) throws IOException {
    Path folder = Files.createTempDirectory(site.directory(), "api-");
    Files.createDirectory(folder.resolve("machines"));
    Files.createSymbolicLink(folder.resolve("files"), site.directory());
    compile(folder);
    ApiExample api = new ApiExample(folder, freePort());
    api.start();
    return api;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Once, so that it is back as soon as it is started. */
  private static void compile(Path folder) throws IOException {
    Path source = Path.of(System.getProperty(SOURCE)).normalize().resolve("ApiServer.java");
    Process javac =
        new ProcessBuilder(tool("javac"), "-d", folder.toString(), source.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(javac.getInputStream().readAllBytes(), UTF_8);
    if (!Files.exists(folder.resolve("ApiServer.class"))) {
      throw new IOException("the example server does not compile: " + said);
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Says what a machine boots, from its next question on; machine "default" is every other one. */
  void answer(String machine, String document) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), document);
    Path answer = folder.resolve("machines").resolve(machine.replace(':', '-') + ".json");
    Files.move(next, answer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Starts it again, where it was. */
  void start() throws IOException {
    process =
        new ProcessBuilder(
                tool("java"),
                "-cp",
                folder.toString(),
                "ApiServer",
                String.valueOf(port),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = output.readLine();
    if (line == null || !line.startsWith("http://")) {
      throw new IOException("the example server says: " + line);
    }
    Thread reader = new Thread(() -> output.lines().forEach(question -> {}), "api-example");
    reader.setDaemon(true);
    reader.start();
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the example server does not end");
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
