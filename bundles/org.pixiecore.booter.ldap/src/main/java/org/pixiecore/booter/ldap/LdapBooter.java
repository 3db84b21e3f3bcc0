package org.pixiecore.booter.ldap;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Machine;

/** Boots what a directory says. */
final class LdapBooter implements Booter {

  /**
   * Where to ask.
   *
   * @param directory its connections; empty if there is no directory
   * @param settings the settings that they were made for
   */
  record Source(Optional<Directory> directory, LdapSettings settings) {}

  private static final String NO_DIRECTORY = "it asks no directory: its configuration names none";

  private final Supplier<Source> source;

  /** A booter that asks what there is at the time. */
  LdapBooter(Supplier<Source> source) {
    this.source = source;
  }

  @Override
  public Optional<BootSpec> bootSpec(Machine machine) throws IOException, InterruptedException {
    return find(machine).spec();
  }

  @Override
  public Optional<String> reason(Machine machine) throws IOException, InterruptedException {
    return Optional.of(String.join("\n", find(machine).reason()));
  }

  private MachineLookup.Found find(Machine machine) throws IOException, InterruptedException {
    Source current = source.get();
    LdapSettings settings = current.settings();
    if (settings.refused()) {
      // not "none of mine": the next booter may install what this one would leave alone
      throw new IOException("its configuration is refused: see the log");
    }
    if (current.directory().isEmpty() || settings.search().isEmpty()) {
      return new MachineLookup.Found(Optional.empty(), List.of(NO_DIRECTORY));
    }
    return MachineLookup.find(
        machine.mac(),
        current.directory().get(),
        settings.search().get(),
        Deadline.in(settings.servers().timeLimit(), System::nanoTime));
  }
}
