package org.pixiecore.history;

import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.event.BootEvent.Instructed;

/**
 * What a loader was told to boot, as far as it is remembered.
 *
 * @param instructions what it was given
 * @param kind what it boots
 * @param summary the same in words
 */
record Order(String instructions, Kind kind, String summary) {

  /** What a machine may boot. */
  enum Kind {
    KERNEL,
    PROGRAM,
    /** A script of the site's own, which may do anything. */
    SCRIPT,
    /** Nothing of this server. */
    LOCAL
  }

  static Order of(Instructed instructed) {
    if (instructed.decision() instanceof BootDecision.Boot boot) {
      return new Order(
          Said.of(instructed.instructions()), kind(boot.spec()), Said.of(boot.summary()));
    }
    return new Order(Said.of(instructed.instructions()), Kind.LOCAL, "");
  }

  private static Kind kind(BootSpec spec) {
    if (spec instanceof BootSpec.KernelBoot) {
      return Kind.KERNEL;
    }
    if (spec instanceof BootSpec.ProgramBoot) {
      return Kind.PROGRAM;
    }
    return spec instanceof BootSpec.IpxeScript ? Kind.SCRIPT : Kind.LOCAL;
  }

  /** Whether all that it loads is known, and comes from here. */
  boolean isOfFiles() {
    return kind == Kind.KERNEL || kind == Kind.PROGRAM;
  }

  /** Whether a file is what it was given, and not what that names. */
  boolean isGivenAs(String file) {
    return instructions.endsWith(Said.of(file));
  }
}
