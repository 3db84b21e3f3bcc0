package org.pixiecore.dhcp.lease;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.Octets;

/**
 * By what a client is known again (RFC 2131 section 4.2): its identifier, which is option 61, or
 * without one its MAC address. Firmware sends none and iPXE its MAC address in one (RFC 2132
 * section 9.14, type 1): both are the same client here, and keep the same address.
 *
 * @param text the MAC address, or the identifier's octets as lower-case hexadecimal digits
 */
record ClientKey(String text) {

  private static final Pattern TEXT =
      Pattern.compile("[0-9a-f]{2}(?::[0-9a-f]{2}){5}|(?:[0-9a-f]{2}){1,255}");

  ClientKey {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a client is a MAC address or 1 to 255 octets in hexadecimal digits, not \""
              + text
              + '"');
    }
  }

  /** Empty if the identifier is longer than an option can be. */
  static Optional<ClientKey> of(MacAddress mac, Optional<Octets> identifier) {
    if (identifier.isEmpty() || identifier.get().length() == 0) {
      return Optional.of(new ClientKey(mac.toString()));
    }
    Octets octets = identifier.get();
    if (octets.length() > 255) {
      return Optional.empty();
    }
    boolean isMac = octets.equals(Octets.of(DhcpPacket.ETHERNET).then(Octets.of(mac.octets())));
    return Optional.of(
        new ClientKey(isMac ? mac.toString() : HexFormat.of().formatHex(octets.toArray())));
  }

  @Override
  public String toString() {
    return text;
  }
}
