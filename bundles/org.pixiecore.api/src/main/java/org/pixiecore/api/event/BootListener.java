package org.pixiecore.api.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what happens to machines: register it as a service. Events of before are not told; {@link
 * org.pixiecore.api.history.BootHistory} knows them.
 */
@ConsumerType
public interface BootListener {

  /**
   * Something has happened. All listeners are called by one thread, one event after another, so
   * this must return at once: what takes longer belongs on a thread of the listener's own, with a
   * bounded queue. What it throws is logged and harms nobody else.
   */
  void happened(BootEvent event);
}
