package org.pixiecore.api.history;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.pixiecore.api.MacAddress;

/**
 * Knows how machines' boots went, since this server started. Bounded: machines that have been
 * silent for the longest are forgotten first, and of each the oldest steps.
 */
@ProviderType
public interface BootHistory {

  /**
   * A machine that did not get any further.
   *
   * @param mac which
   * @param diagnosis why
   */
  record Problem(MacAddress mac, Diagnosis diagnosis) {}

  /** Every machine that is known, the one that was heard last first. */
  List<MachineBoot> machines();

  /** One machine; empty if it is not known. */
  Optional<MachineBoot> machine(MacAddress mac);

  /** What went wrong of late, the latest first, also of machines that boot by now. */
  List<Problem> problems();

  /**
   * Forgets a machine, until it is heard again.
   *
   * @return whether it was known
   */
  boolean forget(MacAddress mac);
}
