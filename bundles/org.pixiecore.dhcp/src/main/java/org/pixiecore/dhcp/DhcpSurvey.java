package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.Set;

/** Looks which DHCP servers are on this server's links: it asks as a client would, and listens. */
public interface DhcpSurvey {

  /** What is known of a link. */
  sealed interface Finding {

    /**
     * Nothing yet, or nothing any more: the interface is new, or cannot be asked on.
     *
     * @param reason why, for people
     */
    record Unknown(String reason) implements Finding {}

    /**
     * It was asked, and nobody answered.
     *
     * @param silence for how long now nobody has
     */
    record Nobody(Duration silence) implements Finding {}

    /**
     * Servers that give addresses, other than this one.
     *
     * @param servers their identifiers (option 54); at least one
     */
    record Servers(Set<Inet4Address> servers) implements Finding {
      public Servers {
        servers = Set.copyOf(servers);
      }
    }
  }

  /** What is known of the link of one of this server's interfaces; returns at once. */
  Finding on(String interfaceName);
}
