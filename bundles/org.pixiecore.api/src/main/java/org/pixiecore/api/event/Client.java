package org.pixiecore.api.event;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import org.pixiecore.api.MacAddress;

/**
 * Whom something happens to, as far as the one that sees it knows: at least one of the two.
 *
 * @param mac of the interface that it boots from; empty where a request named none, as by TFTP and
 *     HTTP some do not
 * @param address its IP address; empty while it has none, or where it is not known
 */
public record Client(Optional<MacAddress> mac, Optional<InetAddress> address) {

  /**
   * Checks that there is something.
   *
   * @throws IllegalArgumentException if both are empty
   */
  public Client {
    Objects.requireNonNull(mac, "mac");
    Objects.requireNonNull(address, "address");
    if (mac.isEmpty() && address.isEmpty()) {
      throw new IllegalArgumentException("a client has a MAC address or an IP address");
    }
  }

  /** One without an address yet. */
  public static Client of(MacAddress mac) {
    return new Client(Optional.of(mac), Optional.empty());
  }

  /** One that named itself, asking from an address. */
  public static Client of(MacAddress mac, InetAddress address) {
    return new Client(Optional.of(mac), Optional.of(address));
  }

  /** One of which no more is known than where it asks from. */
  public static Client of(InetAddress address) {
    return new Client(Optional.empty(), Optional.of(address));
  }

  /** The MAC address, else the IP address; for a log line. */
  @Override
  public String toString() {
    return mac.map(MacAddress::toString)
        .orElseGet(() -> address.map(InetAddress::getHostAddress).orElseThrow());
  }
}
