package org.example.rackplan;

import java.nio.file.Path;
import java.util.Optional;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.Configuration;

/**
 * The configuration, checked.
 *
 * @param file the plan; empty for none
 * @param ranking of several booters that are for a machine, the highest is asked first
 */
record RackPlanSettings(Optional<Path> file, int ranking) {

  static RackPlanSettings read(Configuration configuration) {
    Optional<Path> none = Optional.empty();
    return new RackPlanSettings(
        configuration.value("file", "the absolute path of a CSV file", text -> path(text), none),
        BooterRegistration.ranking(configuration));
  }

  private static Optional<Path> path(String text) {
    Path path = Path.of(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("it is relative");
    }
    return Optional.of(path);
  }
}
