package org.pixiecore.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.Recipes;
import org.pixiecore.api.history.BootHistory;

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

  /** What is done with a service. */
  interface Use<S, R> {
    R with(S service) throws IOException;
  }

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
    ServiceReference<S> reference = context.getServiceReference(type);
    return reference == null ? Optional.empty() : with(context, reference, use);
  }

  /** Uses every service of a type, and puts what they say one behind the other. */
  static <S, R> List<R> all(BundleContext context, Class<S> type, Use<S, List<R>> use)
      throws IOException {
    List<R> all = new ArrayList<>();
    try {
      for (ServiceReference<S> reference : context.getServiceReferences(type, null)) {
        with(context, reference, use).ifPresent(all::addAll);
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e); // there is no filter
    }
    return all;
  }

  private static <S, R> Optional<R> with(
      BundleContext context, ServiceReference<S> reference, Use<S, R> use) throws IOException {
    S service = context.getService(reference);
    if (service == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(use.with(service));
    } finally {
      context.ungetService(reference);
    }
  }
}
