package org.pixiecore.console;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All who watch. Safe for use by several threads. */
final class Viewers {

  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

  /**
   * Takes one in.
   *
   * @param most how many there may be
   * @return false if there are as many
   */
  synchronized boolean add(Viewer viewer, int most) {
    return viewers.size() < most && viewers.add(viewer);
  }

  void remove(Viewer viewer) {
    viewers.remove(viewer);
  }

  boolean isEmpty() {
    return viewers.isEmpty();
  }

  /** Sends it to each that is fast enough and may see it; the others are viewers no longer. */
  void send(byte[] event) {
    viewers.removeIf(viewer -> !reaches(viewer, event));
  }

  private static boolean reaches(Viewer viewer, byte[] event) {
    if (viewer.maySeeOn()) {
      return viewer.send(event);
    }
    viewer.close();
    return false;
  }

  /** Ends all. */
  void close() {
    viewers.forEach(Viewer::close);
    viewers.clear();
  }
}
