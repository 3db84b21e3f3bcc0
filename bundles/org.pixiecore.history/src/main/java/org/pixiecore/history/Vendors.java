package org.pixiecore.history;

import java.util.Optional;
import org.pixiecore.api.MacAddress;

/** Who made a network interface. */
interface Vendors {

  /** The name for people; empty if it is not known, or not known yet. Returns at once. */
  Optional<String> name(MacAddress mac);
}
