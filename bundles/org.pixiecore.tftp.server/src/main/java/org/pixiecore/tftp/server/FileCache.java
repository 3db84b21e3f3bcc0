package org.pixiecore.tftp.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pieces of open files, in memory outside the heap, so that many clients and many blocks cost one
 * read. The pieces used longest ago make room for new ones. Touched by the event loop alone.
 */
final class FileCache {

  /** In octets: some twenty blocks of Ethernet's size, and a few microseconds to read. */
  static final int PIECE_SIZE = 1 << 15;

  private static final int MAX_PIECES = 256;

  private record Key(OpenFile file, long index) {}

  private final Map<Key, ByteBuffer> pieces =
      new LinkedHashMap<>(2 * MAX_PIECES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ByteBuffer> eldest) {
          if (size() <= MAX_PIECES) {
            return false;
          }
          unused.add(eldest.getValue());
          return true;
        }
      };
  private final List<ByteBuffer> unused = new ArrayList<>();

  /**
   * Copies octets of a file to a buffer's position.
   *
   * @throws java.io.EOFException if the file has become shorter
   */
  void copy(OpenFile file, long offset, int length, ByteBuffer into) throws IOException {
    long position = offset;
    int left = length;
    while (left > 0) {
      int start = (int) (position % PIECE_SIZE);
      int count = Math.min(left, PIECE_SIZE - start);
      into.put(into.position(), piece(file, position / PIECE_SIZE), start, count);
      into.position(into.position() + count);
      position += count;
      left -= count;
    }
  }

  /** Forgets a file that nobody needs any more. */
  void forget(OpenFile file) {
    pieces
        .entrySet()
        .removeIf(
            entry -> {
              boolean its = entry.getKey().file == file;
              if (its) {
                unused.add(entry.getValue());
              }
              return its;
            });
  }

  private ByteBuffer piece(OpenFile file, long index) throws IOException {
    Key key = new Key(file, index);
    ByteBuffer piece = pieces.get(key);
    if (piece == null) {
      piece = read(file, index);
      pieces.put(key, piece);
    }
    return piece;
  }

  private ByteBuffer read(OpenFile file, long index) throws IOException {
    ByteBuffer piece =
        unused.isEmpty()
            ? ByteBuffer.allocateDirect(PIECE_SIZE)
            : unused.remove(unused.size() - 1).clear();
    long offset = index * PIECE_SIZE;
    try {
      file.read(offset, piece.limit((int) Math.min(PIECE_SIZE, file.size() - offset)));
    } catch (IOException e) {
      unused.add(piece);
      throw e;
    }
    return piece;
  }
}
