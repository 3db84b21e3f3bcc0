package org.pixiecore.api;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A network boot program: what firmware loads by TFTP to boot further.
 *
 * @param name its file name as firmware asks for it: one path segment, like {@code snponly.efi}
 * @param path where it is on this server
 */
public record BootProgram(String name, Path path) {
  public BootProgram {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(path, "path");
    if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals("..")) {
      throw new IllegalArgumentException("\"" + name + "\" is no single path segment");
    }
  }
}
