package org.pixiecore.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/** Asks the booters about a machine, for people. Each time costs a question to every booter. */
@Component(service = Explanations.class)
public final class Explanations {

  /** The last part of a machine's path. */
  static final String ACTION = "explain";

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int TIMES = 30;
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final RateLimit limit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootInquiry inquiry;

  @Activate
  public Explanations() {
    this(InstantSource.system());
  }

  Explanations(InstantSource clock) {
    limit = new RateLimit(TIMES, PERIOD, clock);
  }

  /**
   * How it is decided about a machine, as it asked last; about one that has not asked, as about a
   * PC with UEFI.
   *
   * @throws RefusedException if that was asked too often, or there is nobody to ask
   */
  CompletionStage<ObjectNode> of(MacAddress mac) throws RefusedException {
    BootInquiry asked = inquiry;
    if (asked == null) {
      throw new RefusedException(
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "Pixiecore's core is not running; log:display may say why.");
    }
    permit();
    Machine machine =
        asked
            .lastSeen(mac)
            .orElseGet(
                () -> new Machine(mac, Architecture.EFI_X86_64, Firmware.PXE, Optional.empty()));
    return asked.explain(machine, PATIENCE).thenApply(ExplanationJson::of);
  }

  private synchronized void permit() throws RefusedException {
    Duration pause = limit.pause();
    if (!pause.isZero()) {
      throw new RefusedException(
          new Refusal(429, "The booters were asked too often. Try again in a minute.", pause));
    }
    limit.use();
  }
}
