package org.pixiecore.api.event;

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
}
