package org.pixiecore.core;

import java.util.function.Consumer;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootInquiry.Opinion;
import org.pixiecore.api.Machine;

/** A booter's place in the order of asking. */
sealed interface Place permits AskedBooter, DepartedBooter {

  /** What people call it. */
  String name();

  Rank rank();

  /** Whether it can be asked. */
  boolean there();

  /** What a person is to see of it. */
  default BootInquiry.RankedBooter shown() {
    return new BootInquiry.RankedBooter(name(), rank().ranking(), there());
  }

  /**
   * Asks about a machine.
   *
   * @param listener called exactly once, on this or another thread
   */
  void ask(Machine machine, Consumer<Answer> listener);

  /**
   * Asks what a person is to see of it: what the booter answers and why. No answer is kept.
   *
   * @param listener called exactly once, on this or another thread
   */
  void consult(Machine machine, Consumer<Consulted> listener);

  /**
   * What came of it.
   *
   * @param answer what counts
   * @param opinion the same, as it is shown
   */
  record Consulted(Answer answer, Opinion opinion) {}

  /** What is known about a machine without asking. */
  Answer last(Machine machine);

  /** Takes over settings that hold for all questions together. */
  default void resize() {}

  /** Gives up its place: questions that it has not answered are answered now. */
  default void leave() {}
}
