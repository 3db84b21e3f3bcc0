package org.pixiecore.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Recipes.Recipe;
import org.pixiecore.booter.recipe.RecipeShelf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pixiecore quick}: every machine that asks boots what a recipe says. */
@Command(
    name = "quick",
    sortOptions = false,
    abbreviateSynopsis = true,
    descriptionHeading = "%n",
    description = {
      "Boots every machine that asks into a system by its name, until Ctrl-C; without a name,"
          + " lists them.",
      "Its files are fetched once and kept: the next time it boots without their source. Needs"
          + " root, as boot does. docs/recipes.md has more.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  pixiecore quick",
      "  pixiecore quick debian --cmdline='console=ttyS0'",
      "  pixiecore quick alpine --mirror=https://mirror.example/alpine --version=v3.22"
    })
final class QuickCommand implements Callable<Integer> {

  private static final Path OWN_RECIPES = Path.of("/etc/pixiecore/recipes");

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "What to boot. Without it, lists what there is.")
  private String name;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "Which one, as its publisher writes it in URLs. Default: the recipe's.")
  private String version;

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "What to boot on all machines. Default: what each machine is.")
  private String arch;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "Where to fetch from, in place of the recipe's own mirrors.")
  private String mirror;

  @Option(
      names = "--cmdline",
      paramLabel = "TEXT",
      converter = ArgumentTypes.KernelArguments.class,
      description = "Arguments for the kernel, behind the recipe's.",
      defaultValue = "")
  private CommandLine commandLine;

  @Option(
      names = "--recipes",
      paramLabel = "DIRECTORY",
      converter = ArgumentTypes.ReadableDirectory.class,
      description = "Where recipes of your own are. Default: /etc/pixiecore/recipes.")
  private Path recipes;

  // not the standard options: of them, --version means another one here
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("unused") // picocli's to set and to look at
  private boolean help;

  @Mixin private ServerArguments server;

  private final BootServer boots;

  QuickCommand(BootServer boots) {
    this.boots = boots;
  }

  @Override
  public Integer call() throws IOException {
    Path directory = Optional.ofNullable(recipes).orElse(OWN_RECIPES);
    RecipeShelf shelf = new RecipeShelf(directory);
    if (name == null) {
      list(shelf);
      return 0;
    }
    RecipeOptions options =
        new RecipeOptions(
            name,
            Optional.ofNullable(version),
            Optional.ofNullable(arch),
            Optional.ofNullable(mirror),
            commandLine,
            directory);
    try {
      shelf.check(name, options.version(), options.arch(), options.mirror());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return boots.serve(options, server.options());
  }

  private void list(RecipeShelf shelf) {
    PrintWriter err = spec.commandLine().getErr();
    List<Recipe> all = shelf.all(complaint -> err.println("pixiecore: " + complaint));
    PrintWriter out = spec.commandLine().getOut();
    all.forEach(
        recipe -> {
          out.printf("%-24s%s%n", recipe.name(), recipe.title());
          out.printf(
              "%24s%s%n",
              "",
              String.join(", ", recipe.architectures())
                  + (recipe.version().isEmpty() ? "" : "; version " + recipe.version()));
        });
    out.printf("%n'pixiecore quick NAME' boots one of them.%n");
  }
}
