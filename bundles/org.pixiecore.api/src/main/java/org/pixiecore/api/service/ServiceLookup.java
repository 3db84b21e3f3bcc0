package org.pixiecore.api.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Looks services up when they are needed. What people look at, like a command or an MBean, so stays
 * while a bundle is replaced, just when they want to know what is wrong.
 *
 * @param context of the bundle that looks
 */
public record ServiceLookup(BundleContext context) {

  /** What is done with a service; it gives something, and never null. */
  public interface Use<S, R> {
    R with(S service) throws IOException;
  }

  /** Uses the service of a type that ranks highest; empty if there is none. */
  public <S, R> Optional<R> find(Class<S> type, Use<S, R> use) throws IOException {
    ServiceReference<S> reference = context.getServiceReference(type);
    return reference == null ? Optional.empty() : with(reference, use);
  }

  /** Uses every service of a type, and puts what they say one behind the other. */
  public <S, R> List<R> all(Class<S> type, Use<S, List<R>> use) throws IOException {
    List<R> all = new ArrayList<>();
    try {
      for (ServiceReference<S> reference : context.getServiceReferences(type, null)) {
        with(reference, use).ifPresent(all::addAll);
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e); // there is no filter
    }
    return all;
  }

  private <S, R> Optional<R> with(ServiceReference<S> reference, Use<S, R> use) throws IOException {
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
