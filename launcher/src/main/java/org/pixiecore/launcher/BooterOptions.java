package org.pixiecore.launcher;

import java.util.Map;

/** What decides what a machine boots: one booter, with its options, checked. */
sealed interface BooterOptions permits FixedOptions, ApiOptions, MachinesOptions, RecipeOptions {

  /** The Karaf feature that has the booter. */
  String feature();

  /** Keys and values for each PID; the booter's own is named {@code FACTORY~command-line}. */
  Map<String, Map<String, Object>> configuration();
}
