package org.pixiecore.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Files mapped into memory, so that they go from the page cache to the socket without a copy on the
 * heap. What is mapped is kept for the next machine that boots, and is told apart by the file's
 * state, so a changed file is mapped anew.
 *
 * <p>A file that is truncated in place while it is being sent cannot be finished. That is harmless
 * here: the mapped pages are only ever read by the kernel, inside the write to the socket, which
 * then fails with an {@link IOException} as any write may, where code that touched the pages would
 * get SIGBUS. The client's connection is closed, and it sees that bytes are missing.
 *
 * <p>A mapping costs address space, not memory. It ends when it has not been used for {@link #KEPT}
 * and the garbage collector has noticed.
 */
final class MappedFiles {

  /** A file, what tells it from its other states, and its bytes. */
  record Mapped(LocalFile file, Validators validators, List<MappedByteBuffer> segments) {}

  private static final int MOST_FILES = 256;
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int TRIES = 3;

  /** A buffer ends at 2 GB, a file does not. */
  private final long segment;

  private final Cache<LocalFile, Mapped> cache =
      Caffeine.newBuilder()
          .maximumSize(MOST_FILES)
          .expireAfterAccess(KEPT)
          .scheduler(Scheduler.systemScheduler())
          .executor(Runnable::run)
          .build();

  MappedFiles() {
    this(1 << 30);
  }

  /**
   * @param segment bytes in one buffer at most
   */
  MappedFiles(int segment) {
    this.segment = segment;
  }

  /**
   * A file as it is now.
   *
   * @throws IOException if there is no regular file or it cannot be read
   */
  Mapped open(Path path) throws IOException {
    for (int attempt = 1; ; attempt++) {
      LocalFile file = LocalFile.at(path);
      Mapped known = cache.getIfPresent(file);
      if (known != null) {
        return known;
      }
      Mapped fresh = new Mapped(file, Validators.of(file.size(), file.modified()), map(file));
      // it may have been replaced between the look and the mapping
      if (file.equals(LocalFile.at(path))) {
        cache.put(file, fresh);
        return fresh;
      }
      if (attempt == TRIES) {
        throw new IOException(path + " changes all the time");
      }
    }
  }

  /** The bytes of a part of a file, in order. */
  List<ByteBuffer> slices(Mapped mapped, long first, long length) {
    List<ByteBuffer> slices = new ArrayList<>();
    long end = first + length;
    for (long position = first; position < end; ) {
      int offset = (int) (position % segment);
      int bytes = (int) Math.min(segment - offset, end - position);
      slices.add(mapped.segments().get((int) (position / segment)).slice(offset, bytes));
      position += bytes;
    }
    return slices;
  }

  private List<MappedByteBuffer> map(LocalFile file) throws IOException {
    List<MappedByteBuffer> segments = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      for (long start = 0; start < file.size(); start += segment) {
        segments.add(channel.map(MapMode.READ_ONLY, start, Math.min(segment, file.size() - start)));
      }
    }
    return segments;
  }
}
