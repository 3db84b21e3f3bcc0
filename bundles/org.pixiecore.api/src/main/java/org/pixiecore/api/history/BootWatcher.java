package org.pixiecore.api.history;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told when something about a machine changes: register it as a service. */
@ConsumerType
public interface BootWatcher {

  /**
   * A step was added, the state changed, or a diagnosis was found or is void. The progress of
   * transfers is not told: {@link MachineBoot#running} knows it at every moment.
   *
   * <p>All watchers are called by one thread, so this must return at once. What it throws is logged
   * and harms nobody else.
   */
  void changed(MachineBoot boot);
}
