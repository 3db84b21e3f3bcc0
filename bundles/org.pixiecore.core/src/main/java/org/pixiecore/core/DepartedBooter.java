package org.pixiecore.core;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pixiecore.api.Machine;

/**
 * Keeps the place of a booter that went away, until it is back or is waited for no longer. What it
 * said is void, but machines that it was booting are not told that they are nobody's: they ask
 * again, so that a booter can be replaced while they boot.
 *
 * @param wasBooting whether the booter's last word on a machine was to boot it
 */
record DepartedBooter(String name, Rank rank, Predicate<Machine> wasBooting)
    implements RankedBooter {

  @Override
  public void ask(Machine machine, Consumer<Answer> listener) {
    listener.accept(last(machine));
  }

  @Override
  public Answer last(Machine machine) {
    return wasBooting.test(machine)
        ? new Answer.Unknown("went away a moment ago")
        : Answer.NOT_MINE;
  }
}
