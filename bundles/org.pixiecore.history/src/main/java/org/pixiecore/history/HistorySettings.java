package org.pixiecore.history;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.config.Configuration;

/**
 * How much is remembered.
 *
 * @param machines of how many machines
 * @param steps how many steps of each
 */
record HistorySettings(int machines, int steps) {

  static final String PID = "org.pixiecore.history";

  private static final int MACHINES = 5000;
  private static final int STEPS = 200;

  static HistorySettings read(Configuration configuration) {
    return new HistorySettings(
        configuration.integer("machines", 10, 100_000, MACHINES),
        configuration.integer("steps", 20, 2000, STEPS));
  }

  /** What a configuration editor shows. */
  @ObjectClassDefinition(
      name = "Pixiecore: history of boots",
      description = "How much is remembered of what happened to machines")
  @interface Editor {
    @AttributeDefinition(
        name = "Machines",
        description =
            "Of how many machines the history is kept. The one that has been silent for the longest"
                + " is forgotten first.",
        min = "10",
        max = "100000")
    int machines() default MACHINES;

    @AttributeDefinition(
        name = "Steps",
        description =
            "How many steps of each machine are kept, of earlier boots too. The oldest are forgotten"
                + " first. All machines together keep what takes 24 MB, some 80000 steps.",
        min = "20",
        max = "2000")
    int steps() default STEPS;
  }
}
