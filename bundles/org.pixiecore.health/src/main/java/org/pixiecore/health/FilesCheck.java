package org.pixiecore.health;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.Decided;
import org.pixiecore.api.event.BootListener;

/**
 * Whether the kernels and initrds can be read that machines were to boot of late. That one is
 * missing is a warning, as others may boot; that none is there is critical: a disk is gone.
 */
@Component(
    service = {HealthCheck.class, BootListener.class},
    immediate = true,
    property = {
      HealthCheck.NAME + "=Pixiecore: files",
      HealthCheck.MBEAN_NAME + "=pixiecore-files",
      HealthCheck.TAGS + "=" + Checks.TAG
    })
public final class FilesCheck implements HealthCheck, BootListener {

  /** Those that are named; the others are counted. */
  private static final int MOST_NAMED = 10;

  private final NamedFiles named = new NamedFiles();
  private final Clock clock;

  @Activate
  public FilesCheck() {
    this(Clock.systemUTC());
  }

  FilesCheck(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void happened(BootEvent event) {
    if (event instanceof Decided decided) {
      named.decided(decided);
    }
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    Set<Path> files = named.files(clock.instant());
    List<Path> missing = files.stream().filter(file -> !isReadable(file)).toList();
    for (Path file : missing.subList(0, Math.min(MOST_NAMED, missing.size()))) {
      String advice = "is not there, or may not be read by this server's user. Machines boot it.";
      if (missing.size() == files.size()) {
        log.critical("{} {}", file, advice);
      } else {
        log.warn("{} {}", file, advice);
      }
    }
    if (missing.size() > MOST_NAMED) {
      log.warn("{} more files cannot be read", missing.size() - MOST_NAMED);
    }
    log.info("{} files that machines boot can be read", files.size() - missing.size());
    return new Result(log);
  }

  private static boolean isReadable(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file);
  }
}
