package org.pixiecore.booter.recipe;

import java.util.List;
import java.util.Optional;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.MacPrefix;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.Configuration;

/**
 * One configuration of the recipe booter.
 *
 * @param recipe the recipe's name; empty for none, which boots nothing
 * @param version which one; empty for the recipe's own
 * @param arch what to boot on all machines; empty for what each machine is
 * @param mirror where from; empty for the recipe's own
 * @param commandLine arguments behind the recipe's
 * @param machines which machines; empty for every machine
 * @param ranking as {@code service.ranking}: of several booters, the highest is asked first
 * @param refused whether there is a mistake in it, so that it is not known what is to be booted
 */
record RecipeSettings(
    Optional<String> recipe,
    Optional<String> version,
    Optional<String> arch,
    Optional<String> mirror,
    CommandLine commandLine,
    List<MacPrefix> machines,
    int ranking,
    boolean refused) {

  private static final String MACHINES =
      "MAC addresses like 52:54:00:12:34:56 and beginnings of them like 52:54:00 (an OUI),"
          + " with commas between; none for every machine";

  RecipeSettings {
    machines = List.copyOf(machines);
  }

  /** Reads a configuration. Machines wait for one with a mistake, until it is mended. */
  static RecipeSettings parse(Configuration configuration) {
    Optional<String> recipe = optional(configuration.text("recipe", ""));
    Optional<String> version =
        optional(configuration.value("version", Version.ALLOWED, Version::check, ""));
    Optional<String> arch = optional(configuration.text("arch", ""));
    Optional<String> mirror =
        optional(
            configuration.value(
                "mirror",
                "an http or https URL without a user, like the recipe's own mirror",
                RecipeSettings::url,
                ""));
    CommandLine commandLine =
        configuration.value(
            "cmdline",
            "one line, in which {{ ID \"/path\" }} stands for the URL of a file",
            text -> CommandLine.parse(text, PreparedBoot.FILE_FUNCTION, BootFile::parse),
            CommandLine.EMPTY);
    List<MacPrefix> machines = configuration.list("machines", MACHINES, MacPrefix::parse);
    return new RecipeSettings(
        recipe,
        version,
        arch,
        mirror,
        commandLine,
        machines,
        BooterRegistration.ranking(configuration),
        !configuration.problems().isEmpty());
  }

  boolean include(MacAddress mac) {
    return machines.isEmpty() || machines.stream().anyMatch(prefix -> prefix.matches(mac));
  }

  private static Optional<String> optional(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }

  static String url(String text) {
    if (Place.parse(text).file().isLocal()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is a path; a mirror is an http or https URL");
    }
    return text;
  }
}
