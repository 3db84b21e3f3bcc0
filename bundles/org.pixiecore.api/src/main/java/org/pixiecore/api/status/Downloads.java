package org.pixiecore.api.status;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Knows what this server itself is fetching, to boot machines from. */
@ProviderType
public interface Downloads {

  /** Those that go on, and of late the ended ones; the latest first. Returns at once. */
  List<Download> downloads();
}
