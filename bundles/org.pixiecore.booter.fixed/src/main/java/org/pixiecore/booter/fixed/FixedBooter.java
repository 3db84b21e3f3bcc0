package org.pixiecore.booter.fixed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Machine;

/** Boots the same thing on every machine that its settings include. */
final class FixedBooter implements Booter {

  /** Octets. A script is text that people write; whatever is larger is some other file. */
  static final int MAX_SCRIPT = 1 << 20;

  private static final String REFUSED = "its configuration is refused, and the log says why";

  private final Supplier<FixedSettings> settings;

  FixedBooter(Supplier<FixedSettings> settings) {
    this.settings = settings;
  }

  @Override
  public Optional<BootSpec> bootSpec(Machine machine) throws IOException {
    FixedSettings current = settings.get();
    if (!current.include(machine.mac())) {
      return Optional.empty();
    }
    if (current.refused()) {
      throw new IOException(REFUSED);
    }
    if (current.scriptFile().isPresent()) {
      return Optional.of(read(current.scriptFile().get()));
    }
    return current.spec();
  }

  @Override
  public Optional<String> reason(Machine machine) {
    FixedSettings current = settings.get();
    if (!current.include(machine.mac())) {
      return Optional.of("its machines are " + current.machines());
    }
    if (current.refused()) {
      return Optional.of(REFUSED);
    }
    if (current.bootsNothing()) {
      return Optional.of("its configuration sets nothing to boot");
    }
    return Optional.of(
        "it is for " + (current.machines().isEmpty() ? "every machine" : current.machines()));
  }

  private static IpxeScript read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is no file");
    }
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(MAX_SCRIPT + 1);
    }
    if (octets.length > MAX_SCRIPT) {
      throw new IOException(
          file + " is larger than " + MAX_SCRIPT + " octets: that is no iPXE script");
    }
    try {
      return new IpxeScript(new String(octets, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
