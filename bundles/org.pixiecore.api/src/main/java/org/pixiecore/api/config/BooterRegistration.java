package org.pixiecore.api.config;

import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.pixiecore.api.Booter;

/**
 * The service of a booter that comes from a configuration. A component's own service would carry
 * the whole configuration as service properties, passwords included, and {@code service.ranking} as
 * the text that the file holds; this one carries what core needs to know, and nothing else.
 */
public final class BooterRegistration {

  private final String name;
  private final ServiceRegistration<Booter> registration;

  /**
   * Registers the booter, named after its configuration.
   *
   * @param ranking of several booters that are for a machine, the one with the highest serves
   */
  public BooterRegistration(
      BundleContext context, Booter booter, Map<String, ?> configuration, int ranking) {
    this(context, booter, configuration, ranking, Optional.empty());
  }

  /**
   * Registers the booter, named after its configuration.
   *
   * @param ranking of several booters that are for a machine, the one with the highest serves
   * @param lastAnswer how long its last answer may serve: see {@link Booter#LAST_ANSWER_SECONDS};
   *     empty for as long as it is remembered
   */
  public BooterRegistration(
      BundleContext context,
      Booter booter,
      Map<String, ?> configuration,
      int ranking,
      Optional<Duration> lastAnswer) {
    this.name = name(new Configuration(configuration).source());
    this.registration =
        context.registerService(Booter.class, booter, properties(ranking, lastAnswer));
  }

  /**
   * The ranking that a configuration gives its booter: key {@code ranking}, 0 if there is none.
   * People who know OSGi write {@code service.ranking}, so that is read too.
   */
  public static int ranking(Configuration configuration) {
    return ranking(configuration, 0);
  }

  /** As the other, with another ranking if there is none. */
  public static int ranking(Configuration configuration, int fallback) {
    return configuration.integer(
        "ranking",
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        configuration.integer(
            Constants.SERVICE_RANKING, Integer.MIN_VALUE, Integer.MAX_VALUE, fallback));
  }

  /** What the log calls the booter: {@code static-lab} for org.pixiecore.booter.static-lab.cfg. */
  public String name() {
    return name;
  }

  /** Has the booter asked anew about every machine, because what it says may be different now. */
  public void changed(int ranking) {
    changed(ranking, Optional.empty());
  }

  /** As the other, for a booter whose last answers serve for so long. */
  public void changed(int ranking, Optional<Duration> lastAnswer) {
    registration.setProperties(properties(ranking, lastAnswer));
  }

  /** Takes the booter away. */
  public void unregister() {
    registration.unregister();
  }

  /**
   * What the log calls a booter whose configuration is from there: see {@link
   * Configuration#source()}.
   */
  public static String name(String source) {
    return source
        .substring(source.lastIndexOf('/') + 1)
        .replaceFirst("\\.(cfg|config)$", "")
        .replaceFirst("^org\\.pixiecore\\.booter\\.", "")
        .replace('~', '-');
  }

  private Dictionary<String, Object> properties(int ranking, Optional<Duration> lastAnswer) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(Booter.NAME, name);
    properties.put(Constants.SERVICE_RANKING, ranking);
    lastAnswer.ifPresent(
        limit -> properties.put(Booter.LAST_ANSWER_SECONDS, (int) limit.toSeconds()));
    return FrameworkUtil.asDictionary(properties);
  }
}
