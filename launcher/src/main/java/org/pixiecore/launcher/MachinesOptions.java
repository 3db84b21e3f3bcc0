package org.pixiecore.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * What files say of each machine and group of machines.
 *
 * @param directory where they are, absolute
 */
record MachinesOptions(Path directory) implements BooterOptions {

  @Override
  public String feature() {
    return "pixiecore-booter-machines";
  }

  @Override
  public Map<String, Map<String, Object>> configuration() {
    return Map.of(
        "org.pixiecore.booter.machines~command-line", Map.of("directory", directory.toString()));
  }
}
