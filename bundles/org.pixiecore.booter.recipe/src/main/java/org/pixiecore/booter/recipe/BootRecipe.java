package org.pixiecore.booter.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Recipes;

/**
 * A recipe, as its file has it: texts with {@linkplain Placeholders placeholders}.
 *
 * @param name the file's, without its ending
 * @param title what it is, for people
 * @param note what a person should know before booting it; empty for nothing
 * @param version the one that is booted unless another is asked for; empty if it has none, or if it
 *     is looked up
 * @param architectures for which machines it is, by the names of {@link MachineKind}, in the file's
 *     order
 * @param lookups what is read from files of the publisher, by the placeholder that it is for, in
 *     the order of their names
 * @param stamp another one after anything in the file has changed
 */
record BootRecipe(
    String name,
    String title,
    String note,
    String version,
    Map<String, Variant> architectures,
    Map<String, Lookup> lookups,
    String stamp) {

  /** The placeholder of the version. */
  static final String VERSION = "version";

  /**
   * What is booted on machines of one architecture.
   *
   * @param arch what the distribution calls the architecture
   * @param mirrors where its files are, the first to be asked first; may be empty
   * @param base a beginning that several texts share; may be empty
   * @param what of kernel, program and script
   * @param file the kernel, program or script
   * @param initrds in the order in which the kernel merges them
   * @param commandLine the kernel's arguments
   * @param message shown on a machine's console before it boots; may be empty
   * @param checksums URLs of lists of checksums
   * @param install the package that brings files which are on this server; may be empty
   */
  record Variant(
      String arch,
      List<String> mirrors,
      String base,
      What what,
      String file,
      List<String> initrds,
      String commandLine,
      String message,
      List<String> checksums,
      String install) {
    Variant {
      mirrors = List.copyOf(mirrors);
      initrds = List.copyOf(initrds);
      checksums = List.copyOf(checksums);
    }
  }

  /** What kind of thing is booted, by its key in the file. */
  enum What {
    KERNEL,
    PROGRAM,
    SCRIPT;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A value that the publisher tells in a file.
   *
   * @param url of the file
   * @param find a regular expression, whose group is the value
   */
  record Lookup(String url, Pattern find) {}

  BootRecipe {
    architectures = Collections.unmodifiableMap(new LinkedHashMap<>(architectures));
    lookups = Collections.unmodifiableMap(new LinkedHashMap<>(lookups));
  }

  /** Which of its architectures a machine boots; empty if it is not for that machine. */
  Optional<String> choose(Architecture machine) {
    return MachineKind.of(machine).stream().filter(architectures::containsKey).findFirst();
  }

  /** Finds an architecture by our name for it, or by the distribution's. */
  Optional<String> find(String given) {
    return architectures.entrySet().stream()
        .filter(one -> one.getKey().equals(given) || one.getValue().arch().equals(given))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What others see of it. */
  Recipes.Recipe shown() {
    String shownVersion = lookups.containsKey(VERSION) ? "latest" : version;
    return new Recipes.Recipe(name, title, List.copyOf(architectures.keySet()), shownVersion, note);
  }
}
