package org.pixiecore.management;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The services of other bundles, looked up when they are needed: an MBean stays while they come and
 * go.
 */
record Services(BundleContext context) {

  /** What is done with a service. */
  interface Use<S, R> {
    R with(S service) throws IOException;
  }

  /**
   * Uses a service.
   *
   * @throws IOException if it is not there; the message is for people
   */
  <S, R> R use(Class<S> type, Use<S, R> use) throws IOException {
    ServiceReference<S> reference = context.getServiceReference(type);
    S service = reference == null ? null : context.getService(reference);
    if (service == null) {
      throw new IOException(
          "The bundle that knows (service " + type.getName() + ") is not running");
    }
    try {
      return use.with(service);
    } finally {
      context.ungetService(reference);
    }
  }

  /** What every service of a type says, one behind the other; nothing where there is none. */
  <S, R> List<R> all(Class<S> type, Use<S, List<R>> use) throws IOException {
    List<R> all = new ArrayList<>();
    for (ServiceReference<S> reference : references(type)) {
      S service = context.getService(reference);
      if (service != null) {
        try {
          all.addAll(use.with(service));
        } finally {
          context.ungetService(reference);
        }
      }
    }
    return all;
  }

  private <S> Collection<ServiceReference<S>> references(Class<S> type) {
    try {
      return context.getServiceReferences(type, null);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e); // there is no filter
    }
  }
}
