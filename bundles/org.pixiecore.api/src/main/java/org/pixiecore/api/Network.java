package org.pixiecore.api;

import java.net.Inet4Address;
import java.util.Objects;
import java.util.Optional;

/**
 * Where in the network a machine asks from.
 *
 * @param interfaceName this server's interface that the machine's DHCP came in on, like {@code
 *     eth0}; empty if it is not known
 * @param server this server's address on that interface; empty if it is not known
 * @param relay empty if the machine asked without one, or it is not known
 */
public record Network(
    Optional<String> interfaceName, Optional<Inet4Address> server, Optional<RelayAgent> relay) {

  /** Nothing is known. */
  public static final Network UNKNOWN =
      new Network(Optional.empty(), Optional.empty(), Optional.empty());

  public Network {
    Objects.requireNonNull(interfaceName, "interfaceName");
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(relay, "relay");
  }

  /**
   * An address in the machine's own subnet, which tells that subnet: the relay's, else this
   * server's. (The machine's own address is not known while it asks for one.)
   */
  public Optional<Inet4Address> subnetAddress() {
    return relay.map(RelayAgent::address).or(() -> server);
  }
}
