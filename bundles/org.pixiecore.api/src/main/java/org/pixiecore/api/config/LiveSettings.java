package org.pixiecore.api.config;

import java.util.Map;
import java.util.function.Function;
import org.pixiecore.api.log.UrlSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in force: the last good ones. A component makes one of it when it is activated and
 * {@linkplain #update updates} it when its configuration is modified; whoever needs a setting asks
 * {@link #current()} when it is needed, so that a change holds from the next request on.
 *
 * <p>Settings that are wrong from the start have no last good ones: what the parser made of them,
 * which is the fallback for every refused value, serves until they are mended.
 *
 * @param <T> an immutable settings record
 */
public final class LiveSettings<T> {

  private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

  private final Function<Configuration, T> parser;
  private volatile T current;

  /**
   * Reads the first configuration.
   *
   * @param parser makes settings of a configuration, and never null
   */
  public LiveSettings(Function<Configuration, T> parser, Map<String, ?> properties) {
    this.parser = parser;
    Configuration first = new Configuration(properties);
    this.current = parser.apply(first);
    report(first, "the default serves");
  }

  /** The last good settings. */
  public T current() {
    return current;
  }

  /**
   * Takes a new configuration, if nothing in it is refused.
   *
   * @return whether the settings are different now
   */
  public synchronized boolean update(Map<String, ?> properties) {
    Configuration next = new Configuration(properties);
    T parsed = parser.apply(next);
    report(next, "the last good settings stay");
    if (!next.problems().isEmpty() || parsed.equals(current)) {
      return false;
    }
    current = parsed;
    return true;
  }

  private static void report(Configuration configuration, String consequence) {
    for (Configuration.Problem problem : configuration.problems()) {
      LOG.error(
          "{}: {} = \"{}\" is refused, {}. Allowed is {}.",
          configuration.source(),
          problem.key(),
          UrlSecrets.mask(problem.value()),
          consequence,
          UrlSecrets.mask(problem.allowed()));
    }
    for (String key : configuration.unknownKeys()) {
      LOG.warn(
          "{}: {} is no known key and does nothing. Known are {}.",
          configuration.source(),
          key,
          String.join(", ", configuration.knownKeys().stream().sorted().toList()));
    }
  }
}
