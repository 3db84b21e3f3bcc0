package org.pixiecore.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pixiecore.api.CommandLine;

/**
 * What a recipe says.
 *
 * @param recipe its name
 * @param version empty for the recipe's own
 * @param arch empty for what each machine is
 * @param mirror empty for the recipe's own
 * @param commandLine arguments for the kernel behind the recipe's
 * @param recipes where a person's own recipes are, absolute
 */
record RecipeOptions(
    String recipe,
    Optional<String> version,
    Optional<String> arch,
    Optional<String> mirror,
    CommandLine commandLine,
    Path recipes)
    implements BooterOptions {

  /** The PID of what all recipes share. */
  static final String RECIPES = "org.pixiecore.recipes";

  @Override
  public String feature() {
    return "pixiecore-booter-recipe";
  }

  @Override
  public Map<String, Map<String, Object>> configuration() {
    Map<String, Object> booter = new TreeMap<>();
    booter.put("recipe", recipe);
    version.ifPresent(text -> booter.put("version", text));
    arch.ifPresent(text -> booter.put("arch", text));
    mirror.ifPresent(text -> booter.put("mirror", text));
    if (!commandLine.parts().isEmpty()) {
      booter.put("cmdline", FixedOptions.template(commandLine));
    }
    return Map.of(
        "org.pixiecore.booter.recipe~command-line",
        booter,
        RECIPES,
        Map.of("recipes", recipes.toString()));
  }
}
