package org.pixiecore.api;

import java.util.Objects;

/** What the booters, together, say about a machine. */
public sealed interface BootDecision {

  /**
   * It boots.
   *
   * @param spec what
   * @param booter the name of the booter that said so
   */
  record Boot(BootSpec spec, String booter) implements BootDecision {
    public Boot {
      Objects.requireNonNull(spec, "spec");
      Objects.requireNonNull(booter, "booter");
    }
  }

  /** Every booter passed, or there is none: the machine is not ours to boot. */
  record NotOurs() implements BootDecision {}

  /**
   * Not known yet. A machine is left to ask again, and may find the decision then.
   *
   * @param reason why, for people
   */
  record Undecided(String reason) implements BootDecision {
    public Undecided {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
