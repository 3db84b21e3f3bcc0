package org.pixiecore.api;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Knows where iPXE finds its script. Called on receive loops. */
@ProviderType
public interface BootScripts {

  /**
   * The URL of a machine's iPXE script.
   *
   * @param server this server's address as the machine sees it
   * @return empty while no HTTP port serves it
   */
  Optional<URI> scriptFor(InetAddress server, Machine machine);
}
