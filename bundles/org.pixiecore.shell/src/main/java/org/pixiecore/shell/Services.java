package org.pixiecore.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.Recipes;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.service.ServiceLookup;
import org.pixiecore.api.service.ServiceLookup.Use;

/**
 * Looks services up when they are needed. References of Karaf's kind would take all our commands
 * away while a bundle is being replaced, just when people want to know what is wrong.
 */
final class Services {

  private static final Map<Class<?>, String> WHO =
      Map.of(
          BootInquiry.class, "Pixiecore's core (bundle org.pixiecore.core)",
          OneShots.class, "Pixiecore's core (bundle org.pixiecore.core)",
          BootHistory.class, "Pixiecore's history (bundle org.pixiecore.history)",
          BootPrograms.class, "the keeper of boot programs (bundle org.pixiecore.bootloaders)",
          BooterFiles.class, "what writes configurations (bundle org.pixiecore.management)",
          Recipes.class, "the booter of recipes (feature pixiecore-booter-recipe)");

  private Services() {}

  /**
   * Uses a service.
   *
   * @throws IOException if it is not there; the message is for people
   */
  static <S, R> R use(BundleContext context, Class<S> type, Use<S, R> use) throws IOException {
    return find(context, type, use)
        .orElseThrow(
            () ->
                new IOException(
                    WHO.getOrDefault(type, type.getSimpleName())
                        + " is not running; log:display may say why"));
  }

  /** Uses a service; empty if it is not there. */
  static <S, R> Optional<R> find(BundleContext context, Class<S> type, Use<S, R> use)
      throws IOException {
    return new ServiceLookup(context).find(type, use);
  }

  /** Uses every service of a type, and puts what they say one behind the other. */
  static <S, R> List<R> all(BundleContext context, Class<S> type, Use<S, List<R>> use)
      throws IOException {
    return new ServiceLookup(context).all(type, use);
  }
}
