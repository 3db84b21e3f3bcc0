package org.pixiecore.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of what machines have booted that they were to boot once. Its name is the HTTP port and
 * the address where that is opened, because a server finds them the same at its next start, in
 * whichever order several of them are started, and no two on a host can have them. Two processes
 * that write one such file would each forget what the other has written, and two that change files
 * would install each other's machines anew.
 */
final class OnceFile implements AutoCloseable {

  private static final int MOST_AT_ONCE = 16;
  private static final String PREFIX = "once";

  private final Path path;
  private final ProcessLock lock;

  private OnceFile(Path path, ProcessLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes a server's file. Only where another has the same address and port, in another network
   * namespace, is it a further one, which a person is told of.
   *
   * @param state where such files are kept
   */
  static OnceFile claim(Path state, ServerOptions server) throws IOException {
    Path first =
        state.resolve(
            "%s-%s-%d"
                .formatted(
                    PREFIX,
                    server.address().map(InetAddress::getHostAddress).orElse("0.0.0.0"),
                    server.httpPort()));
    Path path = first;
    for (int number = 2; number <= MOST_AT_ONCE + 1; number++) {
      Optional<ProcessLock> lock =
          ProcessLock.take(path.resolveSibling(path.getFileName() + ".lock"));
      if (lock.isPresent()) {
        if (!path.equals(first)) {
          System.out.printf(
              "Another server keeps in %s what its machines have booted once; this one in %s."
                  + " Give each a folder of its own by the environment variable STATE_DIRECTORY:"
                  + " else, started in another order, they take each other's.%n",
              first, path.getFileName());
        }
        return new OnceFile(path, lock.get());
      }
      path = first.resolveSibling(first.getFileName() + "." + number);
    }
    throw new IOException(MOST_AT_ONCE + " are running already that keep files like " + first);
  }

  Path path() {
    return path;
  }

  /** Where this same server keeps who has which address: no other has a file of that name. */
  Path leaseFile() {
    return path.resolveSibling(path.getFileName().toString().replaceFirst(PREFIX, "leases"));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
