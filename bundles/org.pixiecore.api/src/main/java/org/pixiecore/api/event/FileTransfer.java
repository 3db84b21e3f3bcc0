package org.pixiecore.api.event;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.pixiecore.api.Loader;

/**
 * A file on its way to a client. Two are the same only if they are one object.
 *
 * @param protocol by which it goes
 * @param name what the client knows it as, without a folder: {@code snponly.efi}, {@code vmlinuz}
 * @param program for a boot program the loader that it is, or brings the machine to; empty for what
 *     is none: a kernel, an initrd, a loader's configuration
 * @param size in octets; empty where it is not known until the end
 * @param sent how many octets have gone so far: by TFTP those that the client has acknowledged, by
 *     HTTP those that were handed to the network. Any thread may ask, at any time, also after the
 *     end; it never blocks.
 */
public record FileTransfer(
    Protocol protocol,
    String name,
    Optional<Loader> program,
    OptionalLong size,
    LongSupplier sent) {

  /** The ways to send a file. */
  public enum Protocol {
    /** RFC 1350. */
    TFTP,
    /** RFC 9110, with and without TLS. */
    HTTP
  }

  public FileTransfer {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(program, "program");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(sent, "sent");
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
