package org.pixiecore.api;

import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What can be booted by its name alone: a distribution's installer, a live system, a tool. A name
 * goes into a booter's configuration, key {@code recipe} of {@code org.pixiecore.booter.recipe}.
 */
@ProviderType
public interface Recipes {

  /**
   * Something that can be booted by its name.
   *
   * @param name what it is asked for by, like {@code debian}
   * @param title what it is, for people
   * @param architectures for which machines it is, like {@code x86-64} and {@code arm64}; never
   *     empty
   * @param version the one that is booted unless another is asked for; empty if it has none
   * @param note what a person should know before booting it, in a line; empty for nothing
   */
  record Recipe(
      String name, String title, List<String> architectures, String version, String note) {
    public Recipe {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(title, "title");
      architectures = List.copyOf(architectures);
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(note, "note");
    }
  }

  /** All that can be booted now, by name; recipes that are wrong are left out, and logged. */
  List<Recipe> recipes();
}
