package org.pixiecore.api;

import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/** Knows which systems can be booted by their names alone. */
@ProviderType
public interface Recipes {

  /**
   * How to boot one system.
   *
   * @param name what people call for it by, like {@code debian}
   * @param title for people, like {@code Debian installer}
   * @param architectures as the recipe names them, like {@code amd64}; the first is taken if nobody
   *     names one
   * @param version the one that is taken if nobody names one; empty text if the recipe has none
   * @param note what else people should know; empty text for nothing
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

  /** Those that there are, by name. Returns at once. */
  List<Recipe> recipes();
}
