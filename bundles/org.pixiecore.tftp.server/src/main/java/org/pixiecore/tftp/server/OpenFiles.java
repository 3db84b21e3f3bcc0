package org.pixiecore.tftp.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are open, each version once for all who send it. Looking at a file and opening it may
 * wait for a disk or a network file system, so that happens on another thread, and once for all who
 * ask meanwhile; a file that was looked at a moment ago is handed out at once. Touched by the event
 * loop alone, but for {@link #look}.
 */
final class OpenFiles {

  /** Gets a file, or the reason why not; on the loop's thread, perhaps at once. */
  interface Taker {
    /**
     * The file is open.
     *
     * @param file to be released
     */
    void opened(OpenFile file);

    /**
     * The file cannot be opened.
     *
     * @param reason {@link java.nio.file.NoSuchFileException} if there is no regular file, {@link
     *     java.nio.file.AccessDeniedException} if it may not be read
     */
    void failed(IOException reason);
  }

  /** How long a look at a file is good for, and how long an unused file stays open. */
  static final long FRESH_MILLIS = 250;

  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  private final Executor loop;
  private final Executor waiting;
  private final Deadlines deadlines;
  private final FileCache cache;
  private final Map<Path, Newest> newest = new HashMap<>();
  private final Map<OpenFile, Integer> users = new HashMap<>();

  /**
   * @param loop runs things on the loop's thread
   * @param waiting runs what may wait
   * @param cache forgets the files that are closed
   */
  OpenFiles(Executor loop, Executor waiting, Deadlines deadlines, FileCache cache) {
    this.loop = loop;
    this.waiting = waiting;
    this.deadlines = deadlines;
    this.cache = cache;
  }

  /** The newest version of a path that is known. */
  private final class Newest extends Deadlines.Waiting {
    private final Path path;
    private final List<Taker> takers = new ArrayList<>();
    private OpenFile file;
    private boolean fresh;

    Newest(Path path) {
      this.path = path;
    }

    @Override
    void expired() {
      fresh = false;
      if (takers.isEmpty() && !users.containsKey(file)) {
        newest.remove(path);
        close(file);
      }
    }
  }

  /** Opens a file, or shares it if that version is open. */
  void request(Path path, Taker taker) {
    Newest known = newest.computeIfAbsent(path, Newest::new);
    if (known.fresh) {
      hand(known.file, taker);
      return;
    }
    known.takers.add(taker);
    if (known.takers.size() == 1) {
      OpenFile file = known.file;
      waiting.execute(() -> look(path, file));
    }
  }

  /** Gives a file back. */
  void release(OpenFile file) {
    if (users.merge(file, -1, OpenFiles::sum) != null) {
      return;
    }
    Newest known = newest.get(file.version().path());
    if (known == null || known.file != file) {
      close(file);
    } else if (!known.fresh && known.takers.isEmpty()) {
      known.expired();
    }
  }

  /** Closes everything. */
  void close() {
    newest.values().stream()
        .filter(known -> known.file != null)
        .forEach(known -> users.putIfAbsent(known.file, 0));
    users.keySet().forEach(this::close);
    users.clear();
    newest.values().forEach(deadlines::leave);
    newest.clear();
  }

  /**
   * Runs on a thread that may wait.
   *
   * @param known the version that is open, or null
   */
  private void look(Path path, OpenFile known) {
    try {
      OpenFile.Version version = OpenFile.Version.of(path);
      OpenFile file =
          known != null && known.version().equals(version) ? known : new OpenFile(version);
      loop.execute(() -> opened(path, file));
    } catch (IOException e) {
      loop.execute(() -> failed(path, e));
    } catch (RuntimeException e) {
      loop.execute(() -> failed(path, new IOException(e)));
    }
  }

  private void opened(Path path, OpenFile file) {
    Newest known = newest.get(path);
    if (known == null) {
      close(file);
      return;
    }
    OpenFile before = known.file;
    known.file = file;
    known.fresh = true;
    deadlines.await(known, FRESH_MILLIS);
    if (before != null && before != file && !users.containsKey(before)) {
      close(before);
    }
    takers(known).forEach(taker -> hand(file, taker));
  }

  private void failed(Path path, IOException reason) {
    Newest known = newest.get(path);
    if (known == null) {
      return;
    }
    List<Taker> takers = takers(known);
    // whoever sends the version that is gone releases it
    newest.remove(path);
    if (known.file != null && !users.containsKey(known.file)) {
      close(known.file);
    }
    takers.forEach(taker -> taker.failed(reason));
  }

  private void hand(OpenFile file, Taker taker) {
    users.merge(file, 1, OpenFiles::sum);
    taker.opened(file);
  }

  private static List<Taker> takers(Newest known) {
    List<Taker> takers = List.copyOf(known.takers);
    known.takers.clear();
    return takers;
  }

  /** Null, which is no entry, for none. */
  private static Integer sum(Integer a, Integer b) {
    return a + b == 0 ? null : Integer.valueOf(a + b);
  }

  private void close(OpenFile file) {
    cache.forget(file);
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("Closing {} failed: {}", file, e.toString());
    }
  }
}
