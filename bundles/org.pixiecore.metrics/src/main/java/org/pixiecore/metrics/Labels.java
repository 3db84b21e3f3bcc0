package org.pixiecore.metrics;

import java.util.List;
import java.util.Locale;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;

/** How what the contract tells apart is called in a label. */
final class Labels {

  /** All that {@link #of(BootDecision)} gives. */
  static final List<String> DECISIONS =
      List.of("boot", "local", "identify", "not_ours", "undecided");

  private Labels() {}

  /** A constant's name in lower case, as Prometheus has it. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** What the booters said. */
  static String of(BootDecision decision) {
    if (decision instanceof BootDecision.Boot boot) {
      if (boot.spec() instanceof BootSpec.LocalDisk) {
        return "local";
      }
      return boot.spec() instanceof BootSpec.Identify ? "identify" : "boot";
    }
    return decision instanceof BootDecision.NotOurs ? "not_ours" : "undecided";
  }
}
