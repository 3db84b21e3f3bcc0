package org.pixiecore.api.status;

import java.util.Objects;
import java.util.Optional;
import org.pixiecore.api.BootProgram;

/**
 * What a boot program is for, and whether there is one.
 *
 * @param key of the configuration of {@code org.pixiecore.bootloaders} that can name its file, like
 *     {@code efi64}
 * @param firmware for which machines it is, for people, like {@code x86-64 UEFI}
 * @param program what is installed; empty if nothing is
 * @param needed whether the configuration asks for it: it is chosen for some machine, or named by
 *     hand; what is not needed may well be missing
 * @param advice how to get one, for people; empty if there is one
 */
public record ProgramUse(
    String key,
    String firmware,
    Optional<BootProgram> program,
    boolean needed,
    Optional<String> advice) {
  public ProgramUse {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(firmware, "firmware");
    Objects.requireNonNull(program, "program");
    Objects.requireNonNull(advice, "advice");
  }
}
