package org.pixiecore.core;

import java.io.IOException;
import java.util.Optional;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootDecision.Boot;
import org.pixiecore.api.BootDecision.NotOurs;
import org.pixiecore.api.BootDecision.Undecided;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Machine;

/** What a booter's answer about a machine comes to. */
final class Verdict {

  private final Orders orders;

  Verdict(Orders orders) {
    this.orders = orders;
  }

  /** Empty if the answer leaves the decision to the next booter. */
  Optional<BootDecision> on(Machine machine, String booter, Answer answer) {
    if (answer instanceof Answer.Unknown unknown) {
      return Optional.of(new Undecided("booter " + booter + " " + unknown.reason()));
    }
    return ((Answer.Said) answer).spec().map(spec -> decide(machine, booter, spec));
  }

  private BootDecision decide(Machine machine, String booter, BootSpec spec) {
    if (spec instanceof BootSpec.Silence) {
      return new NotOurs("booter " + booter + " says to stay silent");
    }
    if (spec instanceof BootSpec.Identify && machine.stage() == BootStage.SCRIPT) {
      return new Undecided(
          "booter "
              + booter
              + " wants the machine identified (BootSpec.Identify), but it is: at"
              + " BootStage.SCRIPT a booter must answer what to boot, or pass");
    }
    if (spec instanceof BootSpec.Once once) {
      return once(OneShot.of(machine.mac(), booter, once), once.boot());
    }
    return new Boot(spec, booter);
  }

  private BootDecision once(OneShot order, BootSpec.NetworkBoot boot) {
    try {
      return orders.isSpent(order)
          ? new Boot(new BootSpec.LocalDisk(), order.booter())
          : new Boot(boot, order.booter(), Optional.of(orders.ticket(order)));
    } catch (IOException e) {
      // to boot what may be spent would install a machine anew
      return new Undecided(e.getMessage());
    }
  }
}
