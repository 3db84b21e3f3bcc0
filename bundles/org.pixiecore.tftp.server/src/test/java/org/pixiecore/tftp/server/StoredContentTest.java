package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredContentTest {

  @TempDir Path directory;
  private final List<OpenFile> files = new ArrayList<>();
  private final List<OpenFile> released = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (OpenFile file : files) {
      file.close();
    }
  }

  @Test
  void anyRangeOfFilesThatAreJoinedIsTheirs() throws IOException {
    int[] sizes = {5, 0, 8, 70_003, 1, 0};
    ByteBuffer expected = ByteBuffer.allocate(70_030);
    // each begins at a multiple of 4, also behind an empty one
    int[] starts = {0, 8, 8, 16, 70_020, 70_024};
    for (int i = 0; i < sizes.length; i++) {
      expected.put(starts[i], open(i, sizes[i]));
    }
    StoredContent content = new StoredContent(files, new FileCache(), released::add);
    expected.limit(70_024);

    assertThat(content.size()).isEqualTo(70_024);
    Random random = new Random(9);
    for (int i = 0; i < 5000; i++) {
      int offset = i % 2 == 0 ? random.nextInt(30) : 70_024 - random.nextInt(30);
      int length = Math.min(random.nextInt(i % 100 == 0 ? 70_024 : 40), 70_024 - offset);

      assertThat(copy(content, offset, length)).isEqualTo(expected.slice(offset, length));
    }
  }

  @Test
  void oneFileIsAsItIs() throws IOException {
    byte[] only = open(0, 7);
    StoredContent content = new StoredContent(files, new FileCache(), released::add);

    assertThat(content.size()).isEqualTo(7);
    assertThat(copy(content, 0, 7)).isEqualTo(ByteBuffer.wrap(only));
    assertThat(copy(content, 7, 0).remaining()).isZero();
  }

  @Test
  void allFilesAreGivenBack() throws IOException {
    open(0, 7);
    open(1, 7);
    new StoredContent(files, new FileCache(), released::add).release();

    assertThat(released).isEqualTo(files);
  }

  private byte[] open(int index, int size) throws IOException {
    byte[] octets = new byte[size];
    new Random(index).nextBytes(octets);
    Path path = Files.write(directory.resolve("f" + index), octets);
    files.add(new OpenFile(OpenFile.Version.of(path)));
    return octets;
  }

  private static ByteBuffer copy(StoredContent content, int offset, int length) throws IOException {
    ByteBuffer into = ByteBuffer.allocateDirect(length);
    content.copy(offset, length, into);
    assertThat(into.remaining()).isZero();
    return into.flip();
  }
}
