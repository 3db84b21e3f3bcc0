package org.pixiecore.tftp.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are open, each once for all the transfers that send the same version of it. Opening
 * may wait for a disk or a network file system, so it never happens on the event loop.
 */
final class OpenFiles {

  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  /** What tells one content of a path from the next. */
  record Version(Path path, Object fileKey, FileTime modified, long size) {
    static Version of(Path path) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new NoSuchFileException(path.toString(), null, "it is no regular file");
      }
      return new Version(
          path, attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
    }
  }

  private final Map<Version, OpenFile> open = new HashMap<>();

  /**
   * Opens the file as it is now. To be {@linkplain #release released}.
   *
   * @throws NoSuchFileException if there is no regular file
   * @throws java.nio.file.AccessDeniedException if it may not be read
   */
  OpenFile acquire(Path path) throws IOException {
    Version version = Version.of(path);
    Optional<OpenFile> shared = share(version);
    if (shared.isPresent()) {
      return shared.get();
    }
    // outside the lock, which the event loop takes too
    OpenFile opened = new OpenFile(version, FileChannel.open(path, StandardOpenOption.READ));
    synchronized (open) {
      shared = share(version);
      if (shared.isEmpty()) {
        opened.users = 1;
        open.put(version, opened);
        return opened;
      }
    }
    opened.close();
    return shared.get();
  }

  private Optional<OpenFile> share(Version version) {
    synchronized (open) {
      Optional<OpenFile> file = Optional.ofNullable(open.get(version));
      file.ifPresent(f -> f.users++);
      return file;
    }
  }

  /**
   * Closes the file, if nobody else uses it.
   *
   * @return whether it did
   */
  boolean release(OpenFile file) {
    synchronized (open) {
      if (--file.users > 0) {
        return false;
      }
      open.remove(file.version());
    }
    close(file);
    return true;
  }

  /** Closes what nobody has released. */
  void close() {
    synchronized (open) {
      open.values().forEach(OpenFiles::close);
      open.clear();
    }
  }

  private static void close(OpenFile file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("Closing {} failed: {}", file.version().path(), e.toString());
    }
  }
}
