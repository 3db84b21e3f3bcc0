package org.pixiecore.booter.machines;

import java.nio.file.Path;
import java.time.Duration;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.Configuration;

/**
 * One configuration of the booter over files.
 *
 * @param directory absolute; need not be there
 * @param pollInterval how long between two looks at it
 * @param ranking as {@code service.ranking}: of several booters, the highest is asked first
 */
record MachinesSettings(Path directory, Duration pollInterval, int ranking) {

  /** Unless its configuration says otherwise: before every other booter of ours. */
  static final int RANKING = 30;

  private static final String DEFAULT_DIRECTORY = "pixiecore/machines.d";
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  /**
   * Reads a configuration.
   *
   * @param etc Karaf's directory of configuration files, in which the default directory is
   */
  static MachinesSettings parse(Configuration configuration, Path etc) {
    return new MachinesSettings(
        configuration.value(
            "directory",
            "the absolute path of a directory",
            Configuration::absolutePath,
            etc.resolve(DEFAULT_DIRECTORY).toAbsolutePath().normalize()),
        configuration.milliseconds("pollInterval", 50, 3_600_000, POLL_INTERVAL),
        BooterRegistration.ranking(configuration, RANKING));
  }
}
