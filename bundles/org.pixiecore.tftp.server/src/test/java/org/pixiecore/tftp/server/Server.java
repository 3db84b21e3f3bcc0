package org.pixiecore.tftp.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.Loader;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderFiles;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvents;

/** A server on a free port of the loopback interface, with files to send. */
final class Server implements AutoCloseable {

  static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Path directory;
  private final Map<String, Object> configuration = new HashMap<>();
  private final TftpServer component;

  Server(Path directory, Object... configuration) throws IOException {
    this.directory = directory;
    this.configuration.put("interfaces", LOOPBACK.getHostAddress());
    this.configuration.put("port", freePort());
    // so long that nothing is sent but in answer to something
    this.configuration.put("timeout", 60_000);
    set(configuration);
    component = new TftpServer(this.configuration);
    serveFiles();
    serveLoaders(
        request -> CompletableFuture.completedFuture(new LoaderFile.Absent("nobody knows it")));
  }

  static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      return socket.getLocalPort();
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(LOOPBACK, (int) configuration.get("port"));
  }

  /** Whether it answers now. */
  boolean answers() throws IOException {
    try (TestClient client = new TestClient(LOOPBACK)) {
      return client.isAnswered(TestClient.request(".."), address());
    }
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  ByteBuffer file(String name, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Files.write(path(name), content);
    return ByteBuffer.wrap(content);
  }

  /** Changes the running server's configuration. */
  void modify(Object... changes) {
    set(changes);
    component.modified(configuration);
  }

  /** The service that knows boot programs comes. It also names files that are not there. */
  void serveFiles() {
    component.bootPrograms =
        new BootPrograms() {
          @Override
          public Loader loaderFor(Machine machine) {
            return Loader.IPXE;
          }

          @Override
          public Optional<BootProgram> programFor(Machine machine) {
            return Optional.empty();
          }

          @Override
          public Optional<BootProgram> named(String name) {
            return name.contains("/") || name.contains("unknown") || name.startsWith("autoexec")
                ? Optional.empty()
                : Optional.of(new BootProgram(name, path(name), Loader.IPXE));
          }
        };
  }

  /** What boot loaders ask for is answered so from now on. */
  void serveLoaders(LoaderFiles loaderFiles) {
    component.loaderFiles = loaderFiles;
  }

  /** Somebody wants to know what happens. */
  void tell(BootEvents events) {
    component.bootEvents = events;
  }

  /** The service that knows boot programs goes. */
  void serveNothing() {
    component.bootPrograms = null;
  }

  @Override
  public void close() {
    component.deactivate();
  }

  private void set(Object... changes) {
    for (int i = 0; i < changes.length; i += 2) {
      configuration.put((String) changes[i], changes[i + 1]);
    }
  }
}
