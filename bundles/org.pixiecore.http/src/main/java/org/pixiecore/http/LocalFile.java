package org.pixiecore.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * One state of a file on this server. A file that is replaced, by a rename or in place, is another
 * state of it.
 *
 * @param path where it is
 * @param size in bytes
 * @param modified when it was last modified
 * @param key what the file system tells files apart by; null if it has no such thing
 */
record LocalFile(Path path, long size, Instant modified, Object key) {

  /**
   * Looks at the disk.
   *
   * @throws IOException if there is no regular file
   */
  static LocalFile at(Path path) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    if (!now.isRegularFile()) {
      throw new NoSuchFileException(path.toString(), null, "not a regular file");
    }
    return new LocalFile(path, now.size(), now.lastModifiedTime().toInstant(), now.fileKey());
  }
}
