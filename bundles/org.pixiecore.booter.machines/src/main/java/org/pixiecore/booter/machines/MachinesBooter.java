package org.pixiecore.booter.machines;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Machine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Boots machines by the files that are in force. */
final class MachinesBooter implements Booter {

  private static final Logger LOG = LoggerFactory.getLogger(MachinesBooter.class);

  /** Each tells of one pair of groups; whoever has more does not read them. */
  private static final int MOST_TOLD = 1000;

  private final Supplier<Optional<MachineSet>> current;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * Makes a booter.
   *
   * @param current what is in force; empty while nothing has been read yet
   */
  MachinesBooter(Supplier<Optional<MachineSet>> current) {
    this.current = current;
  }

  @Override
  public Optional<BootSpec> bootSpec(Machine machine) throws IOException {
    Decision decision = decide(machine);
    if (decision.failure().isPresent()) {
      throw new IOException(decision.failure().get());
    }
    decision.ambiguity().ifPresent(text -> tell(machine, text));
    return decision.spec();
  }

  @Override
  public Optional<String> reason(Machine machine) throws IOException {
    return Optional.of(decide(machine).reason());
  }

  private Decision decide(Machine machine) throws IOException {
    return current
        .get()
        .orElseThrow(() -> new IOException("the machine files have not been read yet"))
        .decide(machine);
  }

  private void tell(Machine machine, String ambiguity) {
    if (told.size() < MOST_TOLD && told.add(ambiguity)) {
      LOG.warn("{}: {}. Say in one of them more about the machines it is for.", machine, ambiguity);
    }
  }
}
