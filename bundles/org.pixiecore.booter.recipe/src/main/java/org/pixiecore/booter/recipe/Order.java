package org.pixiecore.booter.recipe;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be booted of a recipe.
 *
 * @param kind for which of its architectures, by our name
 * @param version which one; empty for the recipe's own
 * @param mirror where from; empty for the recipe's own
 */
record Order(BootRecipe recipe, String kind, Optional<String> version, Optional<String> mirror) {

  BootRecipe.Variant variant() {
    return recipe.architectures().get(kind);
  }

  /** Where to ask, in order; a recipe without mirrors has one that is nowhere. */
  List<String> mirrors() {
    List<String> mirrors = mirror.map(List::of).orElse(variant().mirrors());
    return mirrors.isEmpty() ? List.of("") : mirrors;
  }

  /** Another one after anything in the order or the recipe has changed. */
  String key() {
    return Digests.sha256(
        String.join(
            "\n", recipe.name(), recipe.stamp(), kind, version.orElse(""), mirror.orElse("")));
  }

  /** Names it for people: {@code debian trixie amd64}. */
  @Override
  public String toString() {
    return Stream.of(recipe.name(), version.orElse(recipe.version()), variant().arch())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
