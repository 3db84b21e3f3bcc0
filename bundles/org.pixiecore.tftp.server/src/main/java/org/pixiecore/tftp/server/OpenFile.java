package org.pixiecore.tftp.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file that is being sent, to one client or to many. It is read by position: a mapped file that
 * shrinks would be a fault in the process (SIGBUS), while a read just comes back short.
 */
final class OpenFile {

  private final OpenFiles.Version version;
  private final FileChannel channel;
  private final long size;

  /** How many deliveries use it; guarded by {@link OpenFiles}. */
  int users;

  OpenFile(OpenFiles.Version version, FileChannel channel) throws IOException {
    this.version = version;
    this.channel = channel;
    this.size = channel.size();
  }

  OpenFiles.Version version() {
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
}
