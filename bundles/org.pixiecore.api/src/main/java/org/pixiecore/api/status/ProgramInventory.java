package org.pixiecore.api.status;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Knows which boot programs this server can give, and which it lacks. */
@ProviderType
public interface ProgramInventory {

  /** One for each use that a boot program may have here; returns at once. */
  List<ProgramUse> uses();
}
