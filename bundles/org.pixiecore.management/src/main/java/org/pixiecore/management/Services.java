package org.pixiecore.management;

import java.io.IOException;
import java.util.List;
import org.pixiecore.api.service.ServiceLookup;
import org.pixiecore.api.service.ServiceLookup.Use;

/**
 * The services of other bundles, looked up when they are needed: an MBean stays while they come and
 * go.
 */
record Services(ServiceLookup services) {

  /**
   * Uses a service.
   *
   * @throws IOException if it is not there; the message is for people
   */
  <S, R> R use(Class<S> type, Use<S, R> use) throws IOException {
    return services
        .find(type, use)
        .orElseThrow(
            () ->
                new IOException(
                    "The bundle that knows (service " + type.getName() + ") is not running"));
  }

  /** What every service of a type says, one behind the other; nothing where there is none. */
  <S, R> List<R> all(Class<S> type, Use<S, List<R>> use) throws IOException {
    return services.all(type, use);
  }
}
