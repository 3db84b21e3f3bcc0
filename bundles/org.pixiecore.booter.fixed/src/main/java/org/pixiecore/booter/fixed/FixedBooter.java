package org.pixiecore.booter.fixed;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Machine;

/** Boots the same thing on every machine that its settings include. */
final class FixedBooter implements Booter {

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
      return Optional.of(IpxeScript.read(current.scriptFile().get()));
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
}
