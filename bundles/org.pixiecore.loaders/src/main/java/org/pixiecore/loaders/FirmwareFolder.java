package org.pixiecore.loaders;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory with a board's own files. No link or name leads out of it. */
final class FirmwareFolder {

  /** In octets, of a file that is read and not sent. */
  private static final int LARGEST_TEXT = 1 << 16;

  private static final Logger LOG = LoggerFactory.getLogger(FirmwareFolder.class);

  private final Supplier<Optional<Path>> directory;
  private final Executor disk;

  /**
   * @param directory empty while none is configured
   * @param disk runs what may wait for a disk; may refuse
   */
  FirmwareFolder(Supplier<Optional<Path>> directory, Executor disk) {
    this.directory = directory;
    this.disk = disk;
  }

  /** Has the log say if the directory is not there. Returns at once. */
  void check() {
    directory
        .get()
        .ifPresent(
            path -> {
              try {
                disk.execute(() -> complainUnlessThere(path));
              } catch (RejectedExecutionException e) {
                // the first board that asks for its firmware has it said
                LOG.debug("{} is not looked for now", path);
              }
            });
  }

  private static void complainUnlessThere(Path path) {
    if (!Files.isDirectory(path)) {
      LOG.warn(
          "There is no directory {}, which raspberryPi in etc/{}.cfg names: no Raspberry Pi boots"
              + " until it is there",
          path,
          LoadersSettings.PID);
    }
  }

  /**
   * A file, as it is.
   *
   * @param name with slashes between its segments
   * @param missed whether the log is to say that it is missing
   * @return completes, never exceptionally
   */
  CompletionStage<LoaderFile> file(String name, boolean missed) {
    return look(
        name,
        found ->
            found
                .<LoaderFile>map(LoaderFile.Stored::new)
                .orElseGet(() -> new LoaderFile.Absent(missed ? missing() : "")));
  }

  /**
   * A file's octets as text, to be sent otherwise.
   *
   * @param use gets the text; empty if there is no such file
   * @return completes, never exceptionally
   */
  CompletionStage<LoaderFile> text(String name, Function<String, LoaderFile> use) {
    return look(name, found -> use.apply(found.map(FirmwareFolder::read).orElse("")));
  }

  private CompletionStage<LoaderFile> look(
      String name, Function<Optional<Path>, LoaderFile> answer) {
    try {
      return CompletableFuture.supplyAsync(() -> answer.apply(find(name)), disk)
          .exceptionally(
              failure -> new LoaderFile.NotYet(name + " cannot be read: " + new OneLine(failure)));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          new LoaderFile.NotYet("too many files are looked for"));
    }
  }

  private Optional<Path> find(String name) {
    Optional<Path> configured = directory.get();
    if (configured.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path root = configured.get().toRealPath();
      Path file = root.resolve(name).toRealPath();
      return Optional.of(file).filter(it -> it.startsWith(root) && Files.isRegularFile(it));
    } catch (NoSuchFileException | NotDirectoryException | InvalidPathException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String missing() {
    return directory
        .get()
        .map(path -> path + " does not have it: put the board's firmware there")
        .orElse(
            "no directory with a Raspberry Pi's firmware is configured: set raspberryPi in"
                + " etc/"
                + LoadersSettings.PID
                + ".cfg");
  }

  /** Octet by octet, since nobody says in what encoding people write it. */
  private static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LARGEST_TEXT), RaspberryPiFiles.CHARSET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
