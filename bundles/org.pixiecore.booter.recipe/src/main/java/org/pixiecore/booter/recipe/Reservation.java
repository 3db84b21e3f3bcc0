package org.pixiecore.booter.recipe;

import java.io.IOException;

/** Room in the cache for one file while it is fetched. */
final class Reservation implements AutoCloseable {

  private final CacheFolder folder;
  private long octets;

  Reservation(CacheFolder folder) {
    this.folder = folder;
  }

  /**
   * Sees to it that there is room for so many octets.
   *
   * @throws FetchException if there is none
   */
  void grow(long wanted) throws IOException {
    if (wanted > octets) {
      try {
        folder.reserve(wanted - octets);
      } catch (IOException e) {
        throw new FetchException(e.getMessage(), e);
      }
      octets = wanted;
    }
  }

  @Override
  public void close() {
    folder.giveBack(octets);
  }
}
