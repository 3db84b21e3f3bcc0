package org.pixiecore.notify;

import java.util.Optional;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.MachineBoot;

/**
 * A machine's boot has come further, or is stuck, or stuck for another reason.
 *
 * @param boot as it stands now
 * @param previous how far it had come before; empty for a machine that was not known
 */
record StateChange(MachineBoot boot, Optional<BootState> previous) {}
