package org.pixiecore.api;

import java.net.InetAddress;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Knows where iPXE finds its script. Called on receive loops. */
@ProviderType
public interface BootScripts {

  /**
   * In characters: what one DHCP option holds. iPXE does not put the pieces of a longer one (RFC
   * 3396) together.
   */
  int LONGEST = 255;

  /**
   * The URL of a machine's iPXE script.
   *
   * @param server this server's address as the machine sees it
   * @return as iPXE takes it, in which it expands settings like <code>${serial}</code>; at most
   *     {@value #LONGEST} characters. Empty while no HTTP port serves it
   */
  Optional<String> scriptFor(InetAddress server, Machine machine);
}
