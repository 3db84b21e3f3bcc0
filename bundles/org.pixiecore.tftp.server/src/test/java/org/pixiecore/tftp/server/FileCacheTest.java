package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {

  private static final int PIECE = FileCache.PIECE_SIZE;

  @TempDir Path directory;
  private final FileCache cache = new FileCache();

  /** More than the cache holds, and no multiple of a piece. */
  private final byte[] content = new byte[300 * PIECE + 777];

  private Path path;
  private OpenFile file;

  @BeforeEach
  void open() throws IOException {
    new Random(7).nextBytes(content);
    path = Files.write(directory.resolve("x"), content);
    file = new OpenFile(OpenFile.Version.of(path));
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  @Test
  void anyRangeInAnyOrderIsTheFiles() throws IOException {
    Random random = new Random(8);
    for (int i = 0; i < 5000; i++) {
      int offset = random.nextInt(content.length);
      int length = Math.min(random.nextInt(3 * PIECE), content.length - offset);

      assertThat(copy(offset, length)).isEqualTo(ByteBuffer.wrap(content, offset, length));
    }
  }

  @Test
  void nothingAtTheEndIsNothing() throws IOException {
    assertThat(copy(content.length, 0).remaining()).isZero();
  }

  @Test
  void aPieceIsReadOnce() throws IOException {
    copy(10, 100);
    truncate(0);

    assertThat(copy(PIECE - 100, 100)).isEqualTo(ByteBuffer.wrap(content, PIECE - 100, 100));
  }

  @Test
  void whatAFileLostIsAnErrorAndTheCacheGoesOn() throws IOException {
    truncate(PIECE + 10);

    assertThatThrownBy(() -> copy(PIECE, 11))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("shorter");
    assertThat(copy(0, PIECE)).isEqualTo(ByteBuffer.wrap(content, 0, PIECE));
  }

  @Test
  void aForgottenFileIsReadAgain() throws IOException {
    copy(0, 100);
    cache.forget(file);
    truncate(0);

    assertThatThrownBy(() -> copy(0, 100)).isInstanceOf(EOFException.class);
  }

  @Test
  void twoFilesAreNotMixedUp() throws IOException {
    Path zeros = Files.write(directory.resolve("y"), new byte[content.length]);
    OpenFile other = new OpenFile(OpenFile.Version.of(zeros));
    copy(0, 100);
    ByteBuffer into = ByteBuffer.allocateDirect(100);
    cache.copy(other, 0, 100, into);

    assertThat(into.flip()).isEqualTo(ByteBuffer.wrap(new byte[100]));
    other.close();
  }

  private ByteBuffer copy(int offset, int length) throws IOException {
    ByteBuffer into = ByteBuffer.allocateDirect(length + 4).position(4);
    cache.copy(file, offset, length, into);
    return into.flip().position(4);
  }

  private void truncate(long size) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }
}
