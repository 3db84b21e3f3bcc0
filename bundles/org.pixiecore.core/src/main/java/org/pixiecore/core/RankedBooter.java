package org.pixiecore.core;

import java.util.function.Consumer;
import org.pixiecore.api.Machine;

/** A booter's place in the order of asking. */
sealed interface RankedBooter permits AskedBooter, DepartedBooter {

  /** What people call it. */
  String name();

  Rank rank();

  /**
   * Asks about a machine.
   *
   * @param listener called exactly once, on this or another thread
   */
  void ask(Machine machine, Consumer<Answer> listener);

  /** What is known about a machine without asking. */
  Answer last(Machine machine);

  /** Takes over settings that hold for all questions together. */
  default void resize() {}

  /** Gives up its place: questions that it has not answered are answered now. */
  default void leave() {}
}
