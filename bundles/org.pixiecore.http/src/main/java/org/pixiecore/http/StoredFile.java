package org.pixiecore.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pixiecore.api.LoaderFile;

/**
 * Files on this server as one body: a single file, or several as {@link LoaderFile.Stored} joins
 * them.
 */
final class StoredFile {

  private final MappedFiles files;
  private final List<MappedFiles.Mapped> parts;

  private StoredFile(MappedFiles files, List<MappedFiles.Mapped> parts) {
    this.files = files;
    this.parts = parts;
  }

  /**
   * Opens them as they are now.
   *
   * @param paths at least one
   * @throws IOException if one is no regular file or cannot be read
   */
  static StoredFile open(MappedFiles files, List<Path> paths) throws IOException {
    List<MappedFiles.Mapped> parts = new ArrayList<>();
    for (Path path : paths) {
      parts.add(files.open(path));
    }
    return new StoredFile(files, parts);
  }

  /** In octets. */
  long size() {
    long size = 0;
    for (MappedFiles.Mapped part : parts) {
      size = aligned(size) + part.file().size();
    }
    return size;
  }

  /** What tells its state: that of all its parts. */
  Validators validators() {
    if (parts.size() == 1) {
      return parts.get(0).validators();
    }
    String etag = "\"" + String.join("_", parts.stream().map(StoredFile::tag).toList()) + "\"";
    Instant newest =
        parts.stream().map(part -> part.file().modified()).max(Instant::compareTo).orElseThrow();
    return new Validators(etag, newest);
  }

  /** The octets of a part of it, in order; the padding between files is a slice of its own. */
  List<ByteBuffer> slices(long first, long length) {
    List<ByteBuffer> slices = new ArrayList<>();
    long end = first + length;
    long start = 0;
    for (MappedFiles.Mapped part : parts) {
      long padding = aligned(start) - start;
      long paddingFirst = Math.max(first, start);
      long paddingEnd = Math.min(end, start + padding);
      if (paddingFirst < paddingEnd) {
        slices.add(ByteBuffer.allocate((int) (paddingEnd - paddingFirst)));
      }
      start += padding;
      long partFirst = Math.max(first, start);
      long partEnd = Math.min(end, start + part.file().size());
      if (partFirst < partEnd) {
        slices.addAll(files.slices(part, partFirst - start, partEnd - partFirst));
      }
      start += part.file().size();
    }
    return slices;
  }

  private static String tag(MappedFiles.Mapped part) {
    return part.validators().etag().replace("\"", "");
  }

  private static long aligned(long size) {
    return (size + LoaderFile.Stored.ALIGNMENT - 1)
        / LoaderFile.Stored.ALIGNMENT
        * LoaderFile.Stored.ALIGNMENT;
  }
}
