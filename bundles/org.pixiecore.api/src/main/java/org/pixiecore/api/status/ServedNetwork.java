package org.pixiecore.api.status;

import java.util.List;
import java.util.Objects;

/**
 * A network on which machines are answered, and who else speaks DHCP there.
 *
 * @param on this server's interface in it, like {@code eth0}
 * @param addresses who gives machines their addresses there, as far as it is known, for people:
 *     {@code DHCP server 192.168.1.1 answers}
 * @param conflicts what other servers say there that keeps machines from booting by this one, each
 *     with what to do, for people; empty for none
 */
public record ServedNetwork(String on, String addresses, List<String> conflicts) {
  public ServedNetwork {
    Objects.requireNonNull(on, "on");
    Objects.requireNonNull(addresses, "addresses");
    conflicts = List.copyOf(conflicts);
  }
}
