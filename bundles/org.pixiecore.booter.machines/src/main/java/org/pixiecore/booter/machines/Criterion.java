package org.pixiecore.booter.machines;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Machine;

/** One thing by which machines are selected. */
interface Criterion {

  /** Empty if it does not select the machine. */
  Optional<Match> match(Machine machine);

  /** What every packet tells, or tells by its absence. */
  static Criterion known(Predicate<Machine> selects, Specificity specificity) {
    return machine ->
        selects.test(machine) ? Optional.of(new Match(specificity, true)) : Optional.empty();
  }

  /**
   * What firmware's packets may lack. iPXE tells it with the request for its script, so one that is
   * lacking there does not exist.
   */
  static <T> Criterion identity(
      Function<Machine, Optional<T>> told, T wanted, BiPredicate<T, T> same) {
    Criterion known =
        known(
            machine -> told.apply(machine).filter(given -> same.test(given, wanted)).isPresent(),
            Specificity.IDENTITY);
    return machine ->
        told.apply(machine).isEmpty() && machine.stage() == BootStage.OFFER
            ? Optional.of(new Match(Specificity.IDENTITY, false))
            : known.match(machine);
  }
}
