package org.pixiecore.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Whether this server can keep what must outlive a restart: what was booted once, leases, the key
 * of its URLs.
 */
@Component(
    service = HealthCheck.class,
    property = {
      HealthCheck.NAME + "=Pixiecore: data folder",
      HealthCheck.MBEAN_NAME + "=pixiecore-data-folder",
      HealthCheck.TAGS + "=" + Checks.TAG
    })
public final class DataFolderCheck implements HealthCheck {

  /** Below this many octets a person has something to do. */
  static final long LITTLE = 100L << 20;

  /** Below this many octets what is written may be lost. */
  static final long TOO_LITTLE = 1L << 20;

  /** How many octets may be written where a path is. */
  interface Space {
    long usable(Path path) throws IOException;
  }

  private final Path folder;
  private final Space space;

  @Activate
  public DataFolderCheck(BundleContext context) {
    this(
        Path.of(context.getProperty("karaf.data")),
        path -> Files.getFileStore(path).getUsableSpace());
  }

  DataFolderCheck(Path folder, Space space) {
    this.folder = folder;
    this.space = space;
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    if (!Files.isWritable(folder)) {
      log.critical(
          "{} cannot be written: it is not there, its file system is read-only, or it belongs to"
              + " another user.",
          folder);
      return new Result(log);
    }
    try {
      long usable = space.usable(folder);
      String left = FormattingResultLog.bytesHumanReadable((double) usable);
      if (usable < TOO_LITTLE) {
        log.critical("{}: only {} left on its disk. Make room.", folder, left);
      } else if (usable < LITTLE) {
        log.warn("{}: only {} left on its disk. Make room.", folder, left);
      } else {
        log.info("{}: {} left", folder, left);
      }
    } catch (IOException e) {
      log.critical("{}: its disk does not say how much is left: {}", folder, e.getMessage());
    }
    return new Result(log);
  }
}
