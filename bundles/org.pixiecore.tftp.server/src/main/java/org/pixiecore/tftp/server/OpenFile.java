package org.pixiecore.tftp.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A file that is being sent, to one client or to many. It is read by position: a mapped file that
 * shrinks would be a fault in the process (SIGBUS), while a read just comes back short.
 */
final class OpenFile {

  /** What tells one content of a path from the next. */
  record Version(Path path, Object fileKey, FileTime modified, long size) {

    /**
     * The version that is there now.
     *
     * @throws NoSuchFileException if there is no regular file
     */
    static Version of(Path path) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new NoSuchFileException(path.toString(), null, "it is no regular file");
      }
      return new Version(
          path, attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
    }
  }

  private final Version version;
  private final FileChannel channel;
  private final long size;

  /**
   * Opens a file.
   *
   * @throws java.nio.file.AccessDeniedException if it may not be read
   */
  OpenFile(Version version) throws IOException {
    this.version = version;
    this.channel = FileChannel.open(version.path, StandardOpenOption.READ);
    this.size = channel.size();
  }

  Version version() {
    return version;
  }

  /** The size at the time of opening, in octets. */
  long size() {
    return size;
  }

  /**
   * Reads until the buffer is full.
   *
   * @throws EOFException if the file has become shorter
   */
  void read(long offset, ByteBuffer into) throws IOException {
    long position = offset;
    while (into.hasRemaining()) {
      int count = channel.read(into, position);
      if (count < 0) {
        throw new EOFException("it has become shorter than the " + size + " octets that it had");
      }
      position += count;
    }
  }

  void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return version.path.toString();
  }
}
