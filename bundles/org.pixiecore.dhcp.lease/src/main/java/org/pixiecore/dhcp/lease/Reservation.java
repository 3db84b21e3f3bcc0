package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pixiecore.api.MacAddress;

/**
 * An address that is one machine's own.
 *
 * @param name the host name that the machine is told if it asks (option 12); empty for none
 */
record Reservation(MacAddress mac, Inet4Address address, Optional<String> name) {

  /** What a configuration may say, for people. */
  static final String ALLOWED =
      "MAC and IPv4 addresses, and a host name where one is wanted, like"
          + " 52:54:00:12:34:56=10.0.0.50 or 52:54:00:12:34:57=10.0.0.51=node1, with commas between";

  // RFC 1123 section 2.1
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Reservation parse(String text) {
    String[] parts = text.split("=", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException();
    }
    Optional<String> name = Optional.of(parts).filter(p -> p.length == 3).map(p -> p[2].strip());
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      throw new IllegalArgumentException("\"" + name.get() + "\" is no host name");
    }
    Inet4Address address = Ipv4.parse(parts[1].strip());
    if (!Ipv4.isHost(address)) {
      throw new IllegalArgumentException(address.getHostAddress() + " is no host's address");
    }
    return new Reservation(MacAddress.parse(parts[0].strip()), address, name);
  }
}
