package org.pixiecore.api;

import java.net.InetAddress;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows where machines find this server by HTTP. Called on receive loops. Every URL names the
 * server by its address, since a machine may know no name server. Each is empty while no HTTP port
 * serves it.
 */
@ProviderType
public interface BootUrls {

  /**
   * In characters: what one DHCP option holds. iPXE does not put the pieces of a longer one (RFC
   * 3396) together.
   */
  int LONGEST = 255;

  /**
   * Where all the rest begins, for {@link FileUrls}: like {@code http://192.168.1.5:8181}, without
   * a slash at the end.
   *
   * @param server this server's address as the machine sees it
   */
  Optional<String> base(InetAddress server);

  /**
   * The URL of a machine's iPXE script.
   *
   * @param server this server's address as the machine sees it
   * @return as iPXE takes it, in which it expands settings like <code>${serial}</code>; at most
   *     {@value #LONGEST} characters
   */
  Optional<String> script(InetAddress server, Machine machine);

  /**
   * The folder in which a machine finds what it loads by name: the boot programs ({@link
   * BootPrograms#named}), and what boot loaders ask for ({@link LoaderFiles}). It tells all that is
   * known of the machine, so that nothing of it is kept on the server.
   *
   * @param server this server's address as the machine sees it
   * @return it ends in a slash; no more than {@value #LONGEST} characters less the longest name of
   *     a boot program
   */
  Optional<String> folder(InetAddress server, Machine machine);
}
