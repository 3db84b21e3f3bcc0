package org.pixiecore.booter.machines;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Where the files are. */
interface Folder {

  /**
   * The files that count, by name; empty if the folder is not there.
   *
   * @throws IOException if it cannot be said
   */
  Optional<Map<String, Stamp>> list() throws IOException;

  /**
   * A file's octets, no more than just over {@link NodeReader#LARGEST}.
   *
   * @throws IOException if it cannot be read
   */
  byte[] read(String name) throws IOException;
}
