package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {

  @TempDir Path directory;
  private long nanos;
  private final Deadlines deadlines = new Deadlines(() -> nanos);
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final OpenFiles files =
      new OpenFiles(Runnable::run, waiting::add, deadlines, new FileCache());
  private final List<OpenFile> opened = new ArrayList<>();
  private final List<IOException> failed = new ArrayList<>();
  private Path path;

  @BeforeEach
  void write() throws IOException {
    path = Files.write(directory.resolve("x"), new byte[10]);
  }

  @Test
  void aFileIsNotLookedAtOnTheLoop() {
    request();
    assertThat(opened).isEmpty();

    look();
    assertThat(opened).hasSize(1);
  }

  @Test
  void allWhoAskMeanwhileShareOneLook() {
    request();
    request();
    request();
    assertThat(waiting).hasSize(1);

    look();
    assertThat(opened).hasSize(3);
    assertThat(opened.get(1)).isSameAs(opened.get(0));
    assertThat(opened.get(2)).isSameAs(opened.get(0));
  }

  @Test
  void whoAsksAMomentLaterGetsItAtOnce() {
    request();
    look();
    release(0);
    pass(OpenFiles.FRESH_MILLIS - 1);
    request();

    assertThat(waiting).isEmpty();
    assertThat(opened.get(1)).isSameAs(opened.get(0));
  }

  @Test
  void anUnusedFileIsClosedAfterAMoment() {
    request();
    look();
    release(0);
    assertThat(isOpen(0)).isTrue();

    pass(OpenFiles.FRESH_MILLIS);
    assertThat(isOpen(0)).isFalse();
  }

  @Test
  void aFileInUseStaysOpenUntilItsLastUserReleasesIt() {
    request();
    request();
    look();
    pass(10 * OpenFiles.FRESH_MILLIS);
    release(0);
    assertThat(isOpen(0)).isTrue();

    release(1);
    assertThat(isOpen(0)).isFalse();
  }

  @Test
  void theSameVersionIsSharedAfterALook() {
    request();
    look();
    pass(OpenFiles.FRESH_MILLIS);
    request();
    look();

    assertThat(opened.get(1)).isSameAs(opened.get(0));
  }

  @Test
  void aNewVersionIsAnotherFileAndTheOldOneGoesWithItsUsers() throws IOException {
    request();
    look();
    pass(OpenFiles.FRESH_MILLIS);
    replace(20);
    request();
    look();

    assertThat(opened.get(0).size()).isEqualTo(10);
    assertThat(opened.get(1).size()).isEqualTo(20);
    release(0);
    assertThat(isOpen(0)).isFalse();
    assertThat(isOpen(1)).isTrue();
  }

  @Test
  void aFileThatIsReleasedWhileItIsLookedAtAgainIsStillShared() {
    request();
    look();
    pass(OpenFiles.FRESH_MILLIS);
    request();
    release(0);
    look();

    assertThat(opened.get(1)).isSameAs(opened.get(0));
    assertThat(isOpen(1)).isTrue();
  }

  @Test
  void aFileThatIsGoneFailsForAllWhoAskAndIsLookedForAnew() throws IOException {
    Files.delete(path);
    request();
    request();
    look();
    assertThat(failed).hasSize(2).allMatch(NoSuchFileException.class::isInstance);

    replace(10);
    request();
    look();
    assertThat(opened).hasSize(1);
  }

  @Test
  void aFileThatVanishesStaysOpenForItsUsers() throws IOException {
    request();
    look();
    pass(OpenFiles.FRESH_MILLIS);
    Files.delete(path);
    request();
    look();
    assertThat(failed).hasSize(1);
    assertThat(isOpen(0)).isTrue();

    release(0);
    assertThat(isOpen(0)).isFalse();
  }

  @Test
  void aDirectoryIsNoFile() {
    path = directory;
    request();
    look();

    assertThat(failed).hasSize(1).allMatch(NoSuchFileException.class::isInstance);
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    path = Files.createSymbolicLink(directory.resolve("link"), path);
    request();
    look();

    assertThat(opened.get(0).size()).isEqualTo(10);
  }

  @Test
  void closingClosesAllAndWhatWasBeingOpened() throws IOException {
    request();
    look();
    Path other = Files.write(directory.resolve("y"), new byte[10]);
    path = other;
    request();
    files.close();
    look();

    assertThat(isOpen(0)).isFalse();
    assertThat(opened).hasSize(1);
  }

  private void request() {
    files.request(
        path,
        new OpenFiles.Taker() {
          @Override
          public void opened(OpenFile file) {
            opened.add(file);
          }

          @Override
          public void failed(IOException reason) {
            failed.add(reason);
          }
        });
  }

  private void look() {
    waiting.remove().run();
  }

  private void release(int index) {
    files.release(opened.get(index));
  }

  private void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    deadlines.expire();
  }

  private void replace(int size) throws IOException {
    Files.deleteIfExists(path);
    Files.write(path, new byte[size]);
  }

  private boolean isOpen(int index) {
    try {
      opened.get(index).read(0, ByteBuffer.allocate(1));
      return true;
    } catch (ClosedChannelException e) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
