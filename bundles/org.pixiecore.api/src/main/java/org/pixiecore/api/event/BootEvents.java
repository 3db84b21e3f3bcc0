package org.pixiecore.api.event;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes what the bundles that serve machines see. Called on receive loops.
 *
 * <p>A bundle does the same whether this service is there or not: what happens meanwhile is not
 * remembered.
 */
@ProviderType
public interface BootEvents {

  /**
   * Something has happened. Returns at once, never fails, and may be called by any thread; what one
   * thread reports is told in that order. When events come faster than they can be told, the newest
   * are dropped and counted.
   */
  void report(BootEvent event);

  /**
   * What reports while the service is there, and does nothing while it is not.
   *
   * @param service gives null while there is none
   */
  static Consumer<BootEvent> whileThere(Supplier<BootEvents> service) {
    return event -> {
      BootEvents there = service.get();
      if (there != null) {
        there.report(event);
      }
    };
  }
}
