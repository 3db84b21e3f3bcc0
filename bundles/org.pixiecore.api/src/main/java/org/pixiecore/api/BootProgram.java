package org.pixiecore.api;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A network boot program, or a file that one loads from beside itself.
 *
 * @param name its file name as firmware asks for it: one path segment, like {@code snponly.efi}
 * @param path where it is on this server
 * @param loader what it brings the machine to
 */
public record BootProgram(String name, Path path, Loader loader) {
  public BootProgram {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(loader, "loader");
    if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals("..")) {
      throw new IllegalArgumentException("\"" + name + "\" is no single path segment");
    }
  }
}
