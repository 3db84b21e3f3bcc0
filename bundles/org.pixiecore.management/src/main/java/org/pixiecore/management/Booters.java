package org.pixiecore.management;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.openmbean.TabularData;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.BooterFiles.BooterFile;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Recipes;

/** Asks the core about booters, and writes their configurations. */
record Booters(Services services) implements BootersMBean {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public TabularData getBooters() throws IOException {
    return OpenTable.of(
        Ranked.class,
        services.use(BootInquiry.class, BootInquiry::booters).stream()
            .map(booter -> new Ranked(booter.name(), booter.ranking(), booter.there()))
            .toList());
  }

  @Override
  public TabularData getConfigurations() throws IOException {
    return OpenTable.of(
        Setting.class,
        services.use(BooterFiles.class, BooterFiles::files).stream()
            .flatMap(
                file ->
                    new TreeMap<>(file.settings())
                        .entrySet().stream()
                            .map(
                                setting ->
                                    new Setting(
                                        file.booter(),
                                        file.name(),
                                        setting.getKey(),
                                        setting.getValue())))
            .toList());
  }

  @Override
  public TabularData getRecipes() throws IOException {
    return OpenTable.of(
        Listed.class,
        services.use(Recipes.class, Recipes::recipes).stream()
            .map(
                recipe ->
                    new Listed(
                        recipe.name(),
                        recipe.title(),
                        recipe.version(),
                        String.join(", ", recipe.architectures()),
                        recipe.note()))
            .toList());
  }

  @Override
  public String[] explain(String mac, String architecture) throws IOException {
    ExplainedMachine asked =
        new ExplainedMachine(
            MacAddress.parse(mac),
            Optional.of(architecture).filter(text -> !text.isBlank()).map(Architecture::parse));
    var explanation =
        services.use(
            BootInquiry.class,
            inquiry -> inquiry.explain(asked.asSeen(inquiry.lastSeen(asked.mac())), PATIENCE));
    try {
      // a core that is stopped meanwhile keeps no promise
      return ExplainedMachine.lines(
              explanation
                  .toCompletableFuture()
                  .get(PATIENCE.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS))
          .toArray(String[]::new);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the booters were asked", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The core did not answer; the log may say why", e);
    }
  }

  @Override
  public String boot(
      String name, String kernel, String initrds, String commandLine, String machines, int ranking)
      throws IOException {
    Map<String, String> settings = TypedSettings.boot(kernel, initrds, commandLine, machines);
    settings.put("ranking", String.valueOf(ranking));
    return services.use(
        BooterFiles.class, files -> files.write(new BooterFile("static", name, settings)));
  }

  @Override
  public String quick(
      String recipe, String version, String architecture, String mirror, String machines)
      throws IOException {
    List<String> known =
        services.use(Recipes.class, Recipes::recipes).stream().map(Recipes.Recipe::name).toList();
    if (!known.contains(recipe)) {
      throw new IllegalArgumentException(
          "\"%s\" is no recipe: expected one of %s".formatted(recipe, String.join(", ", known)));
    }
    Map<String, String> settings = new TreeMap<>();
    settings.put("recipe", recipe);
    TypedSettings.put(settings, "version", version);
    TypedSettings.put(settings, "arch", architecture);
    TypedSettings.put(settings, "mirror", mirror);
    TypedSettings.put(settings, "machines", TypedSettings.machines(machines));
    return services.use(
        BooterFiles.class, files -> files.write(new BooterFile("recipe", recipe, settings)));
  }

  @Override
  public boolean remove(String booter, String name) throws IOException {
    return services.use(BooterFiles.class, files -> files.remove(booter, name));
  }
}
