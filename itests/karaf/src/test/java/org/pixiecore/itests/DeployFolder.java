package org.pixiecore.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A server's {@code deploy/}: what is put into it runs.
 *
 * @param directory where it is
 */
record DeployFolder(Path directory) {

  static DeployFolder beside(Etc etc) {
    return new DeployFolder(etc.directory().resolveSibling("deploy"));
  }

  /** Puts a file into it, at once, in the place of an earlier one of that name. */
  void put(String name, byte[] content) throws IOException {
    Path next = Files.write(directory.resolveSibling(name + ".next"), content);
    Files.move(
        next,
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes a file out of it again. */
  void remove(String name) throws IOException {
    Files.delete(directory.resolve(name));
  }
}
