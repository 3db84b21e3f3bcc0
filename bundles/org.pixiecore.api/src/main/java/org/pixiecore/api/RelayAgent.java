package org.pixiecore.api;

import java.net.Inet4Address;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The relay agent through which a machine's request came (RFC 2131 giaddr, RFC 3046).
 *
 * @param address giaddr: the relay's address in the machine's subnet
 * @param circuitId option 82.1, often the switch's port: its octets as lower-case hexadecimal
 *     digits, like {@code 00040001}; empty if the relay sends none
 * @param remoteId option 82.2, often the switch itself, written in the same way
 */
public record RelayAgent(
    Inet4Address address, Optional<String> circuitId, Optional<String> remoteId) {

  private static final Pattern OCTETS = Pattern.compile("(?:[0-9a-f]{2}){1,255}");

  /**
   * Checks the identifiers.
   *
   * @throws IllegalArgumentException if one is not of 1 to 255 octets in hexadecimal digits
   */
  public RelayAgent {
    Objects.requireNonNull(address, "address");
    check(circuitId);
    check(remoteId);
  }

  private static void check(Optional<String> identifier) {
    if (identifier.isPresent() && !OCTETS.matcher(identifier.get()).matches()) {
      throw new IllegalArgumentException(
          "an identifier of option 82 is 1 to 255 octets as lower-case hexadecimal digits");
    }
  }
}
