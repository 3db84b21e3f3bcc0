package org.pixiecore.dhcp;

import java.util.HexFormat;
import java.util.Optional;
import org.pixiecore.api.RelayAgent;

/**
 * What a relay adds to a packet: giaddr, and option 82. It is the relay's word and no part of the
 * machine's question, so what is malformed in it counts as not sent, and the machine boots.
 */
final class RelayInformation {

  // RFC 3046 section 3.0
  private static final int CIRCUIT_ID = 1;
  private static final int REMOTE_ID = 2;

  private RelayInformation() {}

  /** The relay that the packet came through; empty for none. */
  static Optional<RelayAgent> of(DhcpPacket packet) {
    if (packet.giaddr().isAnyLocalAddress()) {
      return Optional.empty();
    }
    Octets information =
        packet.options().get(OptionCode.RELAY_AGENT_INFORMATION).orElse(Octets.EMPTY);
    return Optional.of(
        new RelayAgent(packet.giaddr(), hex(information, CIRCUIT_ID), hex(information, REMOTE_ID)));
  }

  /** Sub-options have neither padding nor an end (RFC 3046 section 2.0), as options have. */
  private static Optional<String> hex(Octets information, int subOption) {
    int at = 0;
    while (at + 1 < information.length()) {
      int length = information.at(at + 1);
      int next = at + 2 + length;
      if (next > information.length()) {
        return Optional.empty();
      }
      if (information.at(at) == subOption) {
        return length == 0
            ? Optional.empty()
            : Optional.of(HexFormat.of().formatHex(information.toArray(), at + 2, next));
      }
      at = next;
    }
    return Optional.empty();
  }
}
