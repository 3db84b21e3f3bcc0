package org.pixiecore.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** OpenLDAP's slapd, from Debian's package of that name, on a free port of the loopback. */
final class DirectoryServer {

  static final String BASE = "ou=machines,dc=example,dc=com";
  static final String READER = "cn=pixiecore,dc=example,dc=com";
  static final String PASSWORD = "change me";

  private final Path directory;
  private final Path script;
  private final Path root;
  private final Path machines;
  private final int port;
  private Process process;

  /** Starts one that has the entries of a file in LDIF below {@link #BASE}. */
  DirectoryServer(Path parent, String ldif) throws IOException {
    directory = Files.createTempDirectory(parent, "directory");
    script = copy("/slapd/serve");
    root = copy("/ldif/base.ldif");
    machines = Files.writeString(directory.resolve("machines.ldif"), ldif, UTF_8);
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    start();
  }

  String url() {
    return "ldap://localhost:" + port;
  }

  /** Starts it, and waits until it listens. */
  void start() throws IOException {
    Path log = directory.resolve("slapd.log");
    process =
        new ProcessBuilder(
                "bash",
                script.toString(),
                directory.toString(),
                "ldap://127.0.0.1:" + port,
                root.toString(),
                machines.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      Server.eventually().until(() -> listens(log));
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Kills it, as a power failure does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
  }

  private boolean listens(Path log) throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("slapd ended: is it installed?\n" + Files.readString(log));
    }
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Path copy(String resource) throws IOException {
    Path copy = directory.resolve(Path.of(resource).getFileName().toString());
    try (InputStream in = DirectoryServer.class.getResourceAsStream(resource)) {
      Files.copy(in, copy);
    }
    return copy;
  }
}
