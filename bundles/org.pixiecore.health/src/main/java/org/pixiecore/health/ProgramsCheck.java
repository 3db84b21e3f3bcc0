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
import org.pixiecore.api.status.ProgramInventory;
import org.pixiecore.api.status.ProgramUse;

/** Whether there is a boot program wherever the configuration asks for one, and any at all. */
@Component(
    service = HealthCheck.class,
    property = {
      HealthCheck.NAME + "=Pixiecore: boot programs",
      HealthCheck.MBEAN_NAME + "=pixiecore-boot-programs",
      HealthCheck.TAGS + "=" + Checks.TAG
    })
public final class ProgramsCheck implements HealthCheck {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ProgramInventory inventory;

  @Activate
  public ProgramsCheck() {}

  @Override
  public Result execute() {
    ProgramInventory asked = inventory;
    if (asked == null) {
      return new Result(
          Result.Status.TEMPORARILY_UNAVAILABLE,
          "Nobody knows the boot programs. Start the bundle org.pixiecore.bootloaders.");
    }
    return check(asked.uses());
  }

  static Result check(List<ProgramUse> uses) {
    FormattingResultLog log = new FormattingResultLog();
    if (uses.stream().allMatch(use -> use.program().isEmpty())) {
      log.critical("No boot program is installed, so no machine can load one.");
    }
    for (ProgramUse use : uses) {
      if (use.program().isPresent()) {
        log.info("{} ({}): {}", use.firmware(), use.key(), use.program().get().path());
      } else if (use.needed()) {
        log.critical(
            "{} ({}): asked for by the configuration, and missing. {}",
            use.firmware(),
            use.key(),
            use.advice().orElse(""));
      } else {
        log.debug("{} ({}): none. {}", use.firmware(), use.key(), use.advice().orElse(""));
      }
    }
    return new Result(log);
  }
}
