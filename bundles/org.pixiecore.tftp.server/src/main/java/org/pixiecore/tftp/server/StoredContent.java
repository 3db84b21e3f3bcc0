package org.pixiecore.tftp.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.pixiecore.api.LoaderFile;

/** Open files, one behind the other, each but the last filled up with NULs to the alignment. */
final class StoredContent implements Content {

  private static final int ALIGNMENT = LoaderFile.Stored.ALIGNMENT;

  private final List<OpenFile> files;
  private final FileCache cache;
  private final Consumer<OpenFile> release;

  /** Where each file begins. */
  private final long[] starts;

  private final long size;

  /**
   * @param files at least one
   * @param release takes each of them back
   */
  StoredContent(List<OpenFile> files, FileCache cache, Consumer<OpenFile> release) {
    this.files = List.copyOf(files);
    this.cache = cache;
    this.release = release;
    this.starts = new long[files.size()];
    long end = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = aligned(end);
      end = starts[i] + files.get(i).size();
    }
    this.size = end;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void copy(long offset, int length, ByteBuffer into) throws IOException {
    int index = starts.length - 1;
    while (starts[index] > offset) {
      index--;
    }
    long position = offset;
    int left = length;
    while (left > 0) {
      OpenFile file = files.get(index);
      long inFile = position - starts[index];
      int count = (int) Math.max(0, Math.min(left, file.size() - inFile));
      if (count > 0) {
        cache.copy(file, inFile, count, into);
      }
      position += count;
      left -= count;
      index++;
      for (; left > 0 && position < starts[index]; position++, left--) {
        into.put((byte) 0);
      }
    }
  }

  @Override
  public void release() {
    files.forEach(release);
  }

  @Override
  public String toString() {
    return files.size() == 1 ? files.get(0).toString() : files.toString();
  }

  private static long aligned(long end) {
    return (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
