package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {

  @TempDir Path directory;
  private final OpenFiles files = new OpenFiles();

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void oneVersionIsOpenOnceUntilItsLastUserReleasesIt() throws IOException {
    Path path = Files.write(directory.resolve("x"), new byte[10]);
    OpenFile first = files.acquire(path);
    OpenFile second = files.acquire(path);

    assertThat(second).isSameAs(first);
    assertThat(files.release(first)).isFalse();
    assertThat(files.release(second)).isTrue();
    assertThat(files.acquire(path)).isNotSameAs(first);
  }

  @Test
  void aNewVersionIsAnotherFile() throws IOException {
    Path path = Files.write(directory.resolve("x"), new byte[10]);
    OpenFile before = files.acquire(path);
    Files.delete(path);
    Files.write(path, new byte[20]);
    OpenFile after = files.acquire(path);

    assertThat(before.size()).isEqualTo(10);
    assertThat(after.size()).isEqualTo(20);
  }

  @Test
  void aLinkIsFollowedAndADirectoryIsNoFile() throws IOException {
    Path path = Files.write(directory.resolve("x"), new byte[10]);
    Path link = Files.createSymbolicLink(directory.resolve("link"), path);

    assertThat(files.acquire(link).size()).isEqualTo(10);
    assertThatThrownBy(() -> files.acquire(directory)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> files.acquire(directory.resolve("gone")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
