package org.pixiecore.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file that one process at a time holds; the system takes it away from one that ends. */
final class ProcessLock implements AutoCloseable {

  private final FileChannel channel;

  private ProcessLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes hold of a file, which is made if it is missing.
   *
   * @return empty if another holds it
   */
  static Optional<ProcessLock> take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isTaken(channel)) {
      return Optional.of(new ProcessLock(channel));
    }
    channel.close();
    return Optional.empty();
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held in this virtual machine
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
