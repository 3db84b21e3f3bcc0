package org.pixiecore.booter.ldap;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * OpenLDAP's server on ports of the loopback, with the samples of the documentation in it. Debian's
 * package slapd must be there: setup/packages interop.
 */
final class Slapd {

  private final Path directory;
  private final int port;
  private final int tlsPort;
  private Process process;

  /** Starts it. If there are certificates in the directory it speaks TLS. */
  Slapd(Path directory) throws IOException {
    this.directory = directory;
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket other = new ServerSocket(0)) {
      port = one.getLocalPort();
      tlsPort = other.getLocalPort();
    }
    start();
  }

  String url() {
    return "ldap://localhost:" + port;
  }

  String tlsUrl() {
    return "ldaps://localhost:" + tlsPort;
  }

  /** Starts it again where it was. */
  void start() {
    Path samples = Script.SAMPLES;
    process =
        Script.start(
            log().toFile(),
            "slapd/serve",
            directory,
            "ldap://127.0.0.1:%d/ ldaps://127.0.0.1:%d/".formatted(port, tlsPort),
            Script.RESOURCES.resolve("dhcp-schema.ldif"),
            samples.resolve("site-schema.ldif"),
            samples.resolve("base.ldif"),
            samples.resolve("rfc2307.ldif"),
            samples.resolve("isc-dhcp.ldif"),
            samples.resolve("custom.ldif"));
    await("slapd").atMost(Duration.ofSeconds(60)).until(this::listens);
  }

  /** Kills it, as a power failure does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private boolean listens() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("slapd ended: is it installed?\n" + Files.readString(log()));
    }
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Path log() {
    return directory.resolve("slapd.log");
  }

  /** Asks it to end. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
