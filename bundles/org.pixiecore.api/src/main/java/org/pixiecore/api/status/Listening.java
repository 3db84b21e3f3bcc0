package org.pixiecore.api.status;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Tells on what a bundle listens for machines. Each such bundle registers one as a service. */
@ConsumerType
public interface Listening {

  /** The ports that it has, or should have; returns at once. */
  List<ListeningPort> ports();
}
