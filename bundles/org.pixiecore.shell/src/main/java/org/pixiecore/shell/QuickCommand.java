package org.pixiecore.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.BooterFiles.BooterFile;
import org.pixiecore.api.MacPrefix;
import org.pixiecore.api.Recipes;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.status.Downloads;

/** {@code pixiecore:quick}. */
@Service
@Command(
    scope = "pixiecore",
    name = "quick",
    description =
        "Boots a system by its name, like debian: on every machine, or on those whose MAC addresses"
            + " are given. What it needs is fetched, which is shown. Without a name, the recipes are"
            + " listed.")
public final class QuickCommand extends TableAction {

  private static final String RECIPE = "recipe";

  // in characters: the table is for a terminal of 80
  private static final int SYSTEM_WIDTH = 22;
  private static final int ARCHITECTURES_WIDTH = 14;

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  @Argument(name = "NAME", description = "the recipe's name")
  @Completion(RecipeCompleter.class)
  String name;

  @Argument(
      index = 1,
      name = "MAC",
      description = "the machines: MAC addresses, and beginnings of them like 52:54:00",
      multiValued = true)
  @Completion(MacCompleter.class)
  List<String> machines;

  @Option(
      name = "--version",
      description = "of the system; as a rule the newest that the recipe knows")
  String version;

  @Option(name = "--arch", description = "architecture as the recipe names it, like arm64")
  String architecture;

  @Option(name = "--mirror", description = "a URL to fetch from in place of the recipe's")
  String mirror;

  @Option(name = "--no-wait", description = "does not wait until everything is fetched")
  boolean noWait;

  @Option(name = "--remove", description = "boots the recipe of this name no longer")
  boolean remove;

  @Override
  void run(PrintStream out) throws IOException, InterruptedException {
    if (name == null) {
      list(out);
    } else if (remove) {
      remove(out);
    } else {
      boot(out);
    }
  }

  private void list(PrintStream out) throws IOException {
    ShellTable table = table("Name", "System", "Version", "For");
    table.emptyTableText("There is no recipe.");
    for (Recipes.Recipe recipe : Services.use(context, Recipes.class, Recipes::recipes)) {
      row(
          table,
          recipe.name(),
          folded(recipe.title(), SYSTEM_WIDTH),
          recipe.version(),
          folded(String.join(", ", recipe.architectures()), ARCHITECTURES_WIDTH));
    }
    print(table, out);
  }

  private void remove(PrintStream out) throws IOException {
    if (!Services.use(context, BooterFiles.class, files -> files.remove(RECIPE, name))) {
      throw new IOException(
          name + " is not booted by its recipe; pixiecore:boot --list shows what is set");
    }
    out.println(name + " is booted no longer.");
  }

  private void boot(PrintStream out) throws IOException, InterruptedException {
    Recipes.Recipe recipe =
        Services.use(context, Recipes.class, Recipes::recipes).stream()
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"" + name + "\" is no recipe; pixiecore:quick lists them"));
    if (architecture != null && !recipe.architectures().contains(architecture)) {
      throw new IllegalArgumentException(
          "%s is not for %s, but for %s"
              .formatted(name, architecture, String.join(", ", recipe.architectures())));
    }
    if (mirror != null && BootFile.parse(mirror).isLocal()) {
      throw new IllegalArgumentException(
          "--mirror is an http or https URL, not \"" + mirror + "\"");
    }
    String path =
        Services.use(
            context,
            BooterFiles.class,
            files -> files.write(new BooterFile(RECIPE, name, settings())));
    out.println("Written to " + path);
    if (!recipe.note().isEmpty()) {
      out.println(new OneLine(recipe.note()));
    }
    if (!noWait) {
      follow(out);
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put(RECIPE, name);
    put(settings, "version", version);
    put(settings, "arch", architecture);
    put(settings, "mirror", mirror);
    if (machines != null) {
      put(
          settings,
          "machines",
          machines.stream()
              .map(text -> MacPrefix.parse(text).toString())
              .collect(Collectors.joining(", ")));
    }
    return settings;
  }

  private static void put(Map<String, String> settings, String key, String value) {
    if (value != null) {
      settings.put(key, value);
    }
  }

  private void follow(PrintStream out) throws IOException, InterruptedException {
    FollowedDownloads followed = new FollowedDownloads(name);
    try (LivePicture picture = LivePicture.on(session, false)) {
      while (!followed.ended()) {
        followed.look(
            Services.all(context, Downloads.class, Downloads::downloads), System.nanoTime());
        picture.show(followed.lines());
        if (picture.quit(LOOK_EVERY)) {
          break;
        }
      }
    }
    followed.conclusion().forEach(out::println);
  }
}
