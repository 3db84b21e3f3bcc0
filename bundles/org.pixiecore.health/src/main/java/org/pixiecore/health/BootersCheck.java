package org.pixiecore.health;

import java.time.Clock;
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
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootInquiry.RankedBooter;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.BooterAsked;
import org.pixiecore.api.event.BootEvent.BooterOutcome;
import org.pixiecore.api.event.BootListener;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.log.UrlSecrets;

/**
 * Whether somebody says what machines boot. Nobody is asked for this: it is seen from what came of
 * the machines' own questions. A booter that fails for several machines and answers none is
 * critical, because those that rank lower are not asked in its stead.
 */
@Component(
    service = {HealthCheck.class, BootListener.class},
    immediate = true,
    property = {
      HealthCheck.NAME + "=Pixiecore: booters",
      HealthCheck.MBEAN_NAME + "=pixiecore-booters",
      HealthCheck.TAGS + "=" + Checks.TAG
    })
public final class BootersCheck implements HealthCheck, BootListener {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootInquiry inquiry;

  private final BooterRecord record = new BooterRecord();
  private final Clock clock;

  @Activate
  public BootersCheck() {
    this(Clock.systemUTC());
  }

  BootersCheck(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void happened(BootEvent event) {
    if (event instanceof BooterAsked asked) {
      record.asked(asked);
    }
  }

  @Override
  public Result execute() {
    BootInquiry asked = inquiry;
    if (asked == null) {
      return new Result(
          Result.Status.TEMPORARILY_UNAVAILABLE,
          "Nobody asks the booters. Start the bundle org.pixiecore.core.");
    }
    return check(asked.booters(), record.troubles(clock.instant()));
  }

  static Result check(List<RankedBooter> booters, List<BooterRecord.Trouble> troubles) {
    FormattingResultLog log = new FormattingResultLog();
    if (booters.stream().noneMatch(RankedBooter::there)) {
      log.critical(
          "There is no booter, so no machine is booted. Say what to boot in"
              + " etc/org.pixiecore.booter.static-lab.cfg, or install another booter.");
    }
    for (RankedBooter booter : booters) {
      if (!booter.there()) {
        log.warn("{}: gone, and waited for", booter.name());
        continue;
      }
      troubles.stream()
          .filter(trouble -> trouble.booter().equals(booter.name()))
          .findFirst()
          .ifPresentOrElse(
              trouble -> tell(log, trouble), () -> log.info("{}: there", booter.name()));
    }
    return new Result(log);
  }

  private static void tell(FormattingResultLog log, BooterRecord.Trouble trouble) {
    String what = trouble.outcome() == BooterOutcome.LATE ? "does not answer in time" : "fails";
    // anybody may read this, and a reason may name a server with a password
    OneLine why = new OneLine(UrlSecrets.mask(trouble.reason()));
    if (trouble.several()) {
      log.critical(
          "{}: {} for several machines, which are left to ask again. {}",
          trouble.booter(),
          what,
          why);
    } else {
      log.warn("{}: {} for a machine. {}", trouble.booter(), what, why);
    }
  }
}
