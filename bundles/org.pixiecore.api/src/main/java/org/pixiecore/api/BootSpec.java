package org.pixiecore.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a machine is to do. */
public sealed interface BootSpec {

  /** Something to boot from this server. */
  sealed interface NetworkBoot extends BootSpec {}

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
      implements NetworkBoot {
    public KernelBoot {
      Objects.requireNonNull(kernel, "kernel");
      initrds = List.copyOf(initrds);
      Objects.requireNonNull(commandLine, "commandLine");
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * A program of the machine's own kind, which takes over from iPXE: an EFI application on UEFI, a
   * network boot program on BIOS.
   *
   * @param message lines shown on the machine's console before it starts; empty for none
   */
  record ProgramBoot(BootFile program, Optional<String> message) implements NetworkBoot {
    public ProgramBoot {
      Objects.requireNonNull(program, "program");
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * An iPXE script, given to the machine as it is.
   *
   * @param script begins with {@code #!ipxe}
   */
  record IpxeScript(String script) implements NetworkBoot {

    /** How every iPXE script begins. */
    public static final String SHEBANG = "#!ipxe";

    /**
     * What stands in a script that {@linkplain Once boots once} for the URL that confirms that it
     * did: an iPXE setting, made before the script's first command.
     */
    public static final String CONFIRM_SETTING = "${pixiecore-confirm}";

    /** In octets. A script is text that people write; whatever is larger is some other file. */
    public static final int LARGEST_FILE = 1 << 20;

    public IpxeScript {
      Objects.requireNonNull(script, "script");
      if (!script.startsWith(SHEBANG)) {
        throw new IllegalArgumentException("an iPXE script begins with " + SHEBANG);
      }
    }

    /**
     * Reads a script, in UTF-8.
     *
     * @throws IOException if the file cannot be read, is larger than {@value #LARGEST_FILE} octets
     *     or holds no script; the message names it, for people
     */
    public static IpxeScript read(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new IOException(file + " is no file");
      }
      byte[] octets;
      try (InputStream in = Files.newInputStream(file)) {
        octets = in.readNBytes(LARGEST_FILE + 1);
      }
      if (octets.length > LARGEST_FILE) {
        throw new IOException(
            file + " is larger than " + LARGEST_FILE + " octets: that is no iPXE script");
      }
      try {
        return new IpxeScript(new String(octets, UTF_8));
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * Boots the network once, and the local disk from then on. It is spent when the machine confirms
   * that it booted, not when it asks, so a boot that is cut short is tried again:
   *
   * <ul>
   *   <li>if the command line holds {@link CommandLine.ConfirmUrl}, or the script {@value
   *       IpxeScript#CONFIRM_SETTING}, when that URL is fetched, for example by an installer at its
   *       end;
   *   <li>else when the machine says that it is about to start what it loaded.
   * </ul>
   *
   * <p>A booter that gives its orders no name gives a new one whenever it changes what the machine
   * boots. What may differ from one answer to the next counts for nothing there: messages, and the
   * user info and query of files' URLs. A booter whose command lines or scripts differ from answer
   * to answer must name its orders, or the machine boots the network each time.
   *
   * @param boot what; a script must hold {@value IpxeScript#CONFIRM_SETTING}, because nothing else
   *     says that it booted
   * @param order tells one order from the next for the same machine and booter: the same is carried
   *     out once, another is a new one. At most {@value #LONGEST_ORDER} characters; empty for what
   *     {@code boot} tells
   */
  record Once(NetworkBoot boot, String order) implements BootSpec {

    /** In characters. */
    public static final int LONGEST_ORDER = 200;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the order is too long, or a script does not confirm
     */
    public Once {
      Objects.requireNonNull(boot, "boot");
      if (order.length() > LONGEST_ORDER) {
        throw new IllegalArgumentException(
            "an order has at most " + LONGEST_ORDER + " characters, not " + order.length());
      }
      if (boot instanceof IpxeScript script
          && !script.script().contains(IpxeScript.CONFIRM_SETTING)) {
        throw new IllegalArgumentException(
            "a script that boots once must fetch "
                + IpxeScript.CONFIRM_SETTING
                + " when it is done");
      }
    }
  }

  /** Boot from the local disk: the machine goes on to its firmware's next boot device. */
  record LocalDisk() implements BootSpec {}

  /**
   * Send the machine nothing, as if this server were not there, and ask no other booter: it is
   * somebody else's to boot.
   */
  record Silence() implements BootSpec {}

  /**
   * Not decided without what only iPXE can tell, {@link Machine#serial}: load iPXE and ask again at
   * {@link BootStage#SCRIPT}. An answer at that stage must be another one.
   */
  record Identify() implements BootSpec {}
}
