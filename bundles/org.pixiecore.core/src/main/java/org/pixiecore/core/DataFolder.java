package org.pixiecore.core;

import java.nio.file.Path;

/** Where Karaf keeps the data of bundles that are not told another place. */
final class DataFolder {

  private DataFolder() {}

  static Path file(String name) {
    return Path.of(System.getProperty("karaf.data", "data"), "pixiecore", name);
  }
}
