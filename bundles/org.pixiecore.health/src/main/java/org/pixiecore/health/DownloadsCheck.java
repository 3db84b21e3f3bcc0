package org.pixiecore.health;

import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.Downloads;

/**
 * Whether files that this server fetches for machines came. One that did not is tried again when a
 * machine needs it, so this warns and is never critical.
 */
@Component(
    service = HealthCheck.class,
    property = {
      HealthCheck.NAME + "=Pixiecore: downloads",
      HealthCheck.MBEAN_NAME + "=pixiecore-downloads",
      HealthCheck.TAGS + "=" + Checks.TAG
    })
public final class DownloadsCheck implements HealthCheck {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Downloads downloads;

  @Activate
  public DownloadsCheck() {}

  @Override
  public Result execute() {
    Downloads asked = downloads;
    return check(asked == null ? List.of() : asked.downloads());
  }

  static Result check(List<Download> downloads) {
    FormattingResultLog log = new FormattingResultLog();
    long failed = 0;
    for (Download download : downloads) {
      if (download.state() == Download.State.FAILED) {
        failed++;
        log.warn(
            "{}, from {}: {}",
            download.name(),
            download.source(),
            download.problem().orElse("it failed"));
      }
    }
    log.info("{} downloads are in order", downloads.size() - failed);
    return new Result(log);
  }
}
