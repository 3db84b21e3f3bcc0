package org.pixiecore.shell;

import java.io.IOException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Looks the core's services up when they are needed. References of Karaf's kind would take all our
 * commands away while the core is being replaced, just when people want to know what is wrong.
 */
final class CoreServices {

  private CoreServices() {}

  /** What is done with a service. */
  interface Use<S, R> {
    R with(S service) throws IOException;
  }

  /**
   * Uses a service.
   *
   * @throws IOException if it is not there
   */
  static <S, R> R use(BundleContext context, Class<S> type, Use<S, R> use) throws IOException {
    ServiceReference<S> reference = context.getServiceReference(type);
    S service = reference == null ? null : context.getService(reference);
    if (service == null) {
      throw new IOException(
          "Pixiecore's core (bundle org.pixiecore.core) is not running; log:display may say why");
    }
    try {
      return use.with(service);
    } finally {
      context.ungetService(reference);
    }
  }
}
