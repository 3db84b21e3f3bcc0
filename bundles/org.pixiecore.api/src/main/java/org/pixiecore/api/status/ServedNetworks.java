package org.pixiecore.api.status;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Knows on which networks machines are answered, and who else speaks DHCP there. */
@ProviderType
public interface ServedNetworks {

  /** One for each interface, by its name; returns at once. */
  List<ServedNetwork> networks();
}
