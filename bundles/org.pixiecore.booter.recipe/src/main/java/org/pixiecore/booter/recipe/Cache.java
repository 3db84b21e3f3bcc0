package org.pixiecore.booter.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.pixiecore.api.log.UrlSecrets;
import org.pixiecore.booter.recipe.CacheFolder.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of other servers, each fetched once however many ask for it at the same time. */
final class Cache {

  private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

  /** In octets, of what is read and not served: lists of checksums and the like. */
  private static final long LARGEST_TEXT = 8 << 20;

  private static final int LONGEST_NAME = 100;

  /**
   * A file that somebody needs.
   *
   * @param checksum which it must have; empty where its publisher says none
   */
  record Wanted(URI url, Optional<Checksum> checksum) {}

  private final CacheFolder folder;
  private final Fetcher fetcher;
  private final DownloadList downloads;
  private final ConcurrentMap<Wanted, FutureTask<Path>> underWay = new ConcurrentHashMap<>();

  Cache(CacheFolder folder, Fetcher fetcher, DownloadList downloads) {
    this.folder = folder;
    this.fetcher = fetcher;
    this.downloads = downloads;
  }

  CacheFolder folder() {
    return folder;
  }

  /**
   * Gives the newest version of a file.
   *
   * @param label names it for people
   * @return where it is on this server
   * @throws IOException if it is not to be had now, or has another checksum; the message is for
   *     people
   */
  Path fetch(Wanted wanted, String label) throws IOException, InterruptedException {
    FutureTask<Path> own = new FutureTask<>(() -> fetchAlone(wanted, label));
    FutureTask<Path> earlier = underWay.putIfAbsent(wanted, own);
    FutureTask<Path> task = earlier != null ? earlier : own;
    if (task == own) {
      try {
        own.run();
      } finally {
        underWay.remove(wanted, own);
      }
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException(label);
      }
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  /**
   * Gives the newest text of a small file.
   *
   * @throws IOException if it is not to be had now, or is large
   */
  String read(URI url, String label) throws IOException, InterruptedException {
    Path file = fetch(new Wanted(url, Optional.empty()), label);
    if (Files.size(file) > LARGEST_TEXT) {
      throw new IOException(masked(url) + " is larger than " + LARGEST_TEXT + " octets");
    }
    return new String(Files.readAllBytes(file), UTF_8);
  }

  private Path fetchAlone(Wanted wanted, String label) throws IOException, InterruptedException {
    Optional<Path> there =
        wanted
            .checksum()
            .filter(checksum -> checksum.algorithm().equals(Checksum.SHA_256))
            .flatMap(checksum -> folder.object(checksum.digits()));
    if (there.isPresent()) {
      folder.used(there.get());
      return there.get();
    }
    String source = masked(wanted.url());
    DownloadList.Progress progress = downloads.begin(label, source);
    try {
      Path file = fetch(wanted, source, progress);
      progress.complete();
      return file;
    } catch (IOException | RuntimeException e) {
      progress.failed(e.getMessage());
      throw e;
    } catch (InterruptedException e) {
      progress.failed("this server was stopped");
      throw e;
    }
  }

  private Path fetch(Wanted wanted, String source, DownloadList.Progress progress)
      throws IOException, InterruptedException {
    Optional<Stored> known = folder.find(wanted.url());
    Path partial = folder.partial(wanted.url());
    try (Reservation room = new Reservation(folder)) {
      Optional<Validators> fetched =
          fetcher.fetch(wanted.url(), partial, known.map(Stored::validators), room, progress);
      Path whole = fetched.isPresent() ? partial : known.orElseThrow().file();
      if (wanted.checksum().isPresent()) {
        check(wanted.checksum().get(), whole, source, partial);
      }
      if (fetched.isEmpty()) {
        folder.used(whole);
        discard(partial);
        return whole;
      }
      Stored stored = folder.keep(wanted.url(), partial, name(wanted.url()), fetched.get());
      discard(partial);
      LOG.info(
          "Fetched {}: {} octets, {}",
          source,
          progress.fetched(),
          wanted.checksum().isPresent() ? "checksum right" : "no checksum published");
      return stored.file();
    } finally {
      if (!Fetcher.isWorthKeeping(partial)) {
        discard(partial);
      }
    }
  }

  private static void check(Checksum checksum, Path whole, String source, Path partial)
      throws IOException {
    try {
      checksum.check(whole, source);
    } catch (IOException e) {
      discard(partial);
      throw e;
    }
  }

  private static void discard(Path partial) throws IOException {
    Files.deleteIfExists(partial);
    Files.deleteIfExists(Fetcher.validators(partial));
  }

  /** The last part of the path, of which only what is harmless in a file's name is left. */
  private static String name(URI url) {
    String path = url.getPath();
    String name =
        path.substring(path.lastIndexOf('/') + 1)
            .replaceAll("[^A-Za-z0-9._+-]", "_")
            .replaceFirst("^\\.+", "");
    String shown = name.isEmpty() ? "file" : name;
    return shown.substring(0, Math.min(shown.length(), LONGEST_NAME));
  }

  private static String masked(URI url) {
    return UrlSecrets.mask(url.toString());
  }
}
