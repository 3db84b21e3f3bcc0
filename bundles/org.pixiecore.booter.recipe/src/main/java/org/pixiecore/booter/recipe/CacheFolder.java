package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The cache on disk. {@code objects/DIGEST/NAME} are whole files by their SHA-256, {@code sources/}
 * says which of them a URL gave last, {@code partial/} has those that are not whole yet, {@code
 * boots/} what was prepared of them.
 */
final class CacheFolder {

  /**
   * What a URL gave.
   *
   * @param file whole
   * @param digest its SHA-256
   * @param validators by which the server recognises it
   */
  record Stored(Path file, String digest, Validators validators) {}

  private static final String DIGEST = "sha256";
  private static final Duration LONGEST_PARTIAL = Duration.ofDays(7);

  private final Path directory;
  private final long limit;
  private final Clock clock;
  private final Map<Path, Integer> inUse = new HashMap<>();
  private long reserved;

  /**
   * A cache in a directory.
   *
   * @param limit how many octets the whole files may have together
   * @param clock says when a file was used
   */
  CacheFolder(Path directory, long limit, Clock clock) {
    this.directory = directory;
    this.limit = limit;
    this.clock = clock;
  }

  long limit() {
    return limit;
  }

  /** Removes parts of files that nobody went on with for a week. */
  void tidy() throws IOException {
    Path partials = directory.resolve("partial");
    if (!Files.isDirectory(partials)) {
      return;
    }
    FileTime old = FileTime.from(clock.instant().minus(LONGEST_PARTIAL));
    try (Stream<Path> files = Files.list(partials)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** What is there of a URL. */
  Optional<Stored> find(URI url) {
    Properties source = StateFile.read(source(url));
    String digest = source.getProperty(DIGEST, "");
    return object(digest).map(file -> new Stored(file, digest, Validators.of(source)));
  }

  /** The whole file of that SHA-256. */
  Optional<Path> object(String digest) {
    Path folder = directory.resolve("objects").resolve(digest);
    if (digest.isEmpty() || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Where the octets of a URL go until they are all there. */
  Path partial(URI url) throws IOException {
    Path partials = Files.createDirectories(directory.resolve("partial"));
    return partials.resolve(Digests.sha256(url.toString()));
  }

  /** Where what was prepared is kept. */
  Path boot(String key) {
    return directory.resolve("boots").resolve(key);
  }

  /**
   * Makes a partial file a whole one.
   *
   * @return where it is from now on
   */
  synchronized Stored keep(URI url, Path partial, String name, Validators validators)
      throws IOException {
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    String digest = Digests.of(Checksum.SHA_256, partial);
    Optional<Path> same = object(digest);
    Path file;
    if (same.isPresent()) {
      file = same.get();
      Files.delete(partial);
    } else {
      Path folder = Files.createDirectories(directory.resolve("objects").resolve(digest));
      file = folder.resolve(name);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
    used(file);
    Properties source = new Properties();
    source.setProperty(DIGEST, digest);
    validators.put(source);
    StateFile.write(source(url), source);
    return new Stored(file, digest, validators);
  }

  /** Tells that a file is of use now. A file that is not the cache's is nobody's concern here. */
  void used(Path file) throws IOException {
    if (isOurs(file)) {
      Files.setLastModifiedTime(file.getParent(), FileTime.from(clock.instant()));
    }
  }

  /** Keeps files from being evicted until they are {@linkplain #release released}. */
  synchronized void hold(List<Path> files) {
    files.forEach(file -> inUse.merge(file, 1, Integer::sum));
  }

  synchronized void release(List<Path> files) {
    files.forEach(file -> inUse.computeIfPresent(file, (f, n) -> n == 1 ? null : n - 1));
  }

  /**
   * Reserves room, for which the least recently used files go that are not in use.
   *
   * @throws IOException if there is not enough; the message says what to do
   */
  synchronized void reserve(long octets) throws IOException {
    List<Path> files = oldestFirst();
    long free = limit - reserved;
    for (Path file : files) {
      free -= Files.size(file);
    }
    for (Path file : files) {
      if (free >= octets) {
        break;
      }
      if (!inUse.containsKey(file)) {
        free += Files.size(file);
        Files.delete(file);
        Files.deleteIfExists(file.getParent());
      }
    }
    if (free < octets) {
      throw new IOException(
          ("%d MiB do not fit into the cache: of its %d MiB, %d are free and the rest is in use."
                  + " Raise sizeLimit in etc/%s.cfg")
              .formatted(
                  mebibytes(octets),
                  mebibytes(limit),
                  mebibytes(Math.max(free, 0)),
                  RecipesSettings.PID));
    }
    reserved += octets;
  }

  synchronized void giveBack(long octets) {
    reserved -= octets;
  }

  private List<Path> oldestFirst() throws IOException {
    Path objects = directory.resolve("objects");
    if (!Files.isDirectory(objects)) {
      return List.of();
    }
    Map<Path, FileTime> used = new HashMap<>();
    try (Stream<Path> files = Files.find(objects, 2, (file, is) -> is.isRegularFile())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        used.put(file, Files.getLastModifiedTime(file.getParent()));
      }
    }
    List<Path> oldestFirst = new ArrayList<>(used.keySet());
    oldestFirst.sort(Comparator.comparing(used::get));
    return oldestFirst;
  }

  private boolean isOurs(Path file) {
    return file.startsWith(directory.resolve("objects"));
  }

  private Path source(URI url) {
    return directory.resolve("sources").resolve(Digests.sha256(url.toString()));
  }

  private static long mebibytes(long octets) {
    return (octets + (1 << 20) - 1) >> 20;
  }
}
