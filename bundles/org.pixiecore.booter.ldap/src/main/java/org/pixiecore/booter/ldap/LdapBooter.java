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
   * A directory that is asked.
   *
   * @param directory its connections
   * @param settings the settings that they were made for
   */
  record Source(Directory directory, LdapSettings settings) {}

  private static final String NO_DIRECTORY =
      "it asks no directory: its configuration names none, or is refused";

  private final Supplier<Optional<Source>> source;

  /**
   * A booter that asks what there is at the time.
   *
   * @param source empty while there is no directory to ask
   */
  LdapBooter(Supplier<Optional<Source>> source) {
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
    Optional<Source> current = source.get();
    if (current.isEmpty() || current.get().settings().search().isEmpty()) {
      return new MachineLookup.Found(Optional.empty(), List.of(NO_DIRECTORY));
    }
    LdapSettings settings = current.get().settings();
    return MachineLookup.find(
        machine.mac(),
        current.get().directory(),
        settings.search().get(),
        Deadline.in(settings.servers().timeLimit(), System::nanoTime));
  }
}
