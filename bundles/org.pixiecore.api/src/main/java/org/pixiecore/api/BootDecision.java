package org.pixiecore.api;

import java.util.Objects;
import java.util.Optional;

/** What the booters, together, say about a machine. */
public sealed interface BootDecision {

  /**
   * It boots.
   *
   * @param spec what: a {@link BootSpec.NetworkBoot}, or {@link BootSpec.LocalDisk}; at {@link
   *     BootStage#OFFER} also {@link BootSpec.Identify}
   * @param booter the name of the booter that said so
   * @param ticket what {@link OneShots#confirm} takes when the machine confirms that it booted;
   *     empty unless it boots this only once
   */
  record Boot(BootSpec spec, String booter, Optional<String> ticket) implements BootDecision {
    public Boot {
      Objects.requireNonNull(spec, "spec");
      Objects.requireNonNull(booter, "booter");
      Objects.requireNonNull(ticket, "ticket");
    }

    /** Boots it each time. */
    public Boot(BootSpec spec, String booter) {
      this(spec, booter, Optional.empty());
    }

    /**
     * What it boots, for a log line: without the command line and the script, which may hold
     * secrets.
     */
    public String summary() {
      return what(spec) + (ticket.isPresent() ? ", once" : "");
    }

    private static String what(BootSpec spec) {
      if (spec instanceof BootSpec.KernelBoot kernel) {
        int initrds = kernel.initrds().size();
        return kernel.kernel() + " with " + initrds + (initrds == 1 ? " initrd" : " initrds");
      }
      if (spec instanceof BootSpec.ProgramBoot program) {
        return program.program().toString();
      }
      return spec instanceof BootSpec.LocalDisk ? "the local disk" : "a script of its own";
    }
  }

  /**
   * The machine is not ours to boot.
   *
   * @param reason why, for people: every booter passed, or one says so
   */
  record NotOurs(String reason) implements BootDecision {
    public NotOurs {
      Objects.requireNonNull(reason, "reason");
    }
  }

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
