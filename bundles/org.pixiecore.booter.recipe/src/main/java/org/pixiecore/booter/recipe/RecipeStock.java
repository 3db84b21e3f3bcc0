package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Recipes;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.Downloads;
import org.pixiecore.booter.recipe.RecipeBooter.InForce;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recipes, the cache of their files and the threads that fill it, for all recipe booters. Other
 * settings make another one: partial files are gone on with.
 */
@Component(
    name = RecipesSettings.PID,
    service = {RecipeStock.class, Recipes.class, Downloads.class})
@Designate(ocd = RecipesSettings.Editor.class)
public final class RecipeStock implements Recipes, Downloads {

  private static final Logger LOG = LoggerFactory.getLogger(RecipeStock.class);

  private static final int FETCHES_AT_ONCE = 4;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_COMPLAINTS = 1000;

  private final RecipesSettings settings;
  private final RecipeShelf shelf;
  private final Preparer preparer;
  private final DownloadList downloads = new DownloadList();
  private final ThreadPoolExecutor fetches;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<String> complaints = ConcurrentHashMap.newKeySet();

  @Activate
  public RecipeStock(BundleContext context, Map<String, Object> properties) {
    Path etc = folder(context, "karaf.etc", "etc");
    Path data = folder(context, "karaf.data", "data");
    settings =
        new LiveSettings<>(
                configuration -> RecipesSettings.read(configuration, etc, data), properties)
            .current();
    shelf = new RecipeShelf(settings.recipes());
    fetches =
        new ThreadPoolExecutor(
            FETCHES_AT_ONCE,
            FETCHES_AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("pixiecore-recipe"));
    fetches.allowCoreThreadTimeOut(true);
    timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("pixiecore-recipe-timer"));
    timer.setRemoveOnCancelPolicy(true);
    CacheFolder folder = new CacheFolder(settings.cache(), settings.limit(), Clock.systemUTC());
    try {
      folder.tidy();
    } catch (IOException e) {
      LOG.warn("Old parts of files in {} are not removed: {}", settings.cache(), e.toString());
    }
    preparer =
        new Preparer(
            new Cache(
                folder,
                new Fetcher(settings.connectTimeout(), settings.readTimeout(), PAUSE, timer),
                downloads));
  }

  @Deactivate
  void deactivate() {
    fetches.shutdownNow();
    timer.shutdownNow();
  }

  @Override
  public List<Recipe> recipes() {
    return shelf.all(
        complaint -> {
          if (complaints.size() < MOST_COMPLAINTS && complaints.add(complaint)) {
            LOG.error("A recipe is left out: {}", complaint);
          }
        });
  }

  @Override
  public List<Download> downloads() {
    return downloads.all();
  }

  Booter booter(Supplier<InForce> inForce) {
    return new RecipeBooter(inForce, preparer.folder(), downloads);
  }

  /**
   * Orders for a configuration.
   *
   * @param changed is called when something else is booted from now on
   */
  Orders orders(RecipeSettings booter, Runnable changed) {
    return new Orders(
        booter,
        shelf,
        order ->
            new Preparation(
                order, preparer, fetches, Clock.systemUTC(), settings.revalidate(), changed));
  }

  private static Path folder(BundleContext context, String property, String fallback) {
    return Path.of(Optional.ofNullable(context.getProperty(property)).orElse(fallback));
  }
}
