package org.pixiecore.booter.machines;

import java.util.Optional;
import org.pixiecore.api.BootSpec;

/**
 * What a machine boots, and why.
 *
 * @param spec empty if it is none of these files' machines, or that cannot be said
 * @param failure why it cannot be said; empty if it can
 * @param ambiguity two groups of which neither is the more specific; empty if there are none
 * @param reason for people, without variables' values
 */
record Decision(
    Optional<BootSpec> spec, Optional<String> failure, Optional<String> ambiguity, String reason) {}
