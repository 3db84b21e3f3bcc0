package org.pixiecore.core;

import java.util.Optional;
import org.pixiecore.api.BootSpec;

/** What one booter says about one machine. */
sealed interface Answer {

  /** "Not mine, ask the next." */
  Answer NOT_MINE = new Said(Optional.empty());

  /**
   * The booter answered.
   *
   * @param spec what the machine boots; empty for "not mine, ask the next"
   */
  record Said(Optional<BootSpec> spec) implements Answer {}

  /**
   * The booter cannot say now. That ends the question: the answer may have been this booter's to
   * give, so none that ranks lower is asked in its stead.
   *
   * @param reason continues the booter's name, like "has not answered yet"
   */
  record Unknown(String reason) implements Answer {}
}
