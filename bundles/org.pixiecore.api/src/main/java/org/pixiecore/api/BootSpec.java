package org.pixiecore.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a machine is to boot. */
public sealed interface BootSpec {

  /**
   * A kernel with its initial RAM disks.
   *
   * @param kernel the kernel
   * @param initrds in the order in which the kernel merges them; may be empty
   * @param commandLine the kernel's arguments; may be empty
   * @param message lines shown on the machine's console before it boots; empty for none
   */
  record KernelBoot(
      BootFile kernel, List<BootFile> initrds, CommandLine commandLine, Optional<String> message)
      implements BootSpec {
    public KernelBoot {
      Objects.requireNonNull(kernel, "kernel");
      initrds = List.copyOf(initrds);
      Objects.requireNonNull(commandLine, "commandLine");
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * An iPXE script, given to the machine as it is.
   *
   * @param script begins with {@code #!ipxe}
   */
  record IpxeScript(String script) implements BootSpec {

    /** How every iPXE script begins. */
    public static final String SHEBANG = "#!ipxe";

    public IpxeScript {
      Objects.requireNonNull(script, "script");
      if (!script.startsWith(SHEBANG)) {
        throw new IllegalArgumentException("an iPXE script begins with " + SHEBANG);
      }
    }
  }
}
