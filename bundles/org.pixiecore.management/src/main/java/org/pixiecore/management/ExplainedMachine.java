package org.pixiecore.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootInquiry.Explanation;
import org.pixiecore.api.BootInquiry.Opinion;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;

/**
 * A machine about which somebody asks what it would boot.
 *
 * @param architecture what is said of it; empty for what it asked with last
 */
record ExplainedMachine(MacAddress mac, Optional<Architecture> architecture) {

  /**
   * As it asked last, with the architecture that is said; one that has not asked, as iPXE on UEFI
   * x86-64 asks for its script.
   */
  Machine asSeen(Optional<Machine> seen) {
    Machine last =
        seen.orElseGet(
            () ->
                new Machine(
                    mac,
                    Architecture.EFI_X86_64,
                    Firmware.IPXE,
                    BootStage.SCRIPT,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Network.UNKNOWN));
    return new Machine(
        mac,
        architecture.orElse(last.architecture()),
        last.firmware(),
        last.stage(),
        last.uuid(),
        last.serial(),
        last.userClass(),
        last.network());
  }

  /** Who says what, a booter a line; the last line is what comes of it. */
  static List<String> lines(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    explanation.opinions().forEach(opinion -> lines.add(line(opinion)));
    lines.add(decision(explanation.decision()));
    return lines;
  }

  private static String line(Opinion opinion) {
    String says =
        opinion
            .failure()
            .orElseGet(() -> opinion.spec().map(ExplainedMachine::kind).orElse("passes"));
    return opinion.booter().name()
        + " "
        + says
        + opinion.reason().map(reason -> ": " + reason).orElse("");
  }

  /** Without its details, which may hold secrets: the decision tells what may be told. */
  private static String kind(BootSpec spec) {
    if (spec instanceof BootSpec.LocalDisk) {
      return "says the local disk";
    } else if (spec instanceof BootSpec.Silence) {
      return "says to stay silent";
    }
    return "answers";
  }

  private static String decision(BootDecision decision) {
    if (decision instanceof BootDecision.Boot boot) {
      return "So it boots " + boot.summary() + " (booter " + boot.booter() + ")";
    } else if (decision instanceof BootDecision.Undecided undecided) {
      return "So it is left to ask again: " + undecided.reason();
    }
    return "So it is not booted: " + ((BootDecision.NotOurs) decision).reason();
  }
}
