package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.util.Optional;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;

/** What a client is doing, as its message tells (RFC 2131 section 4.3 and table 4). */
enum ClientState {
  /** Wants an address. */
  INIT,
  /** Takes this server's offer. */
  SELECTING,
  /** Takes another server's offer. */
  SELECTING_ANOTHER,
  /** Begins anew, and remembers its address. */
  INIT_REBOOT,
  /** Has an address and wants it for longer: RENEWING or REBINDING, which are answered alike. */
  EXTENDING,
  /** Has found that somebody else has its address. */
  DECLINING,
  /** Needs its address no more. */
  RELEASING,
  /** Has an address of its own, and wants to know the rest. */
  INFORMING,
  /** Speaks BOOTP only (RFC 951), and keeps an address for ever. */
  BOOTP,
  /** None of RFC 2131's. */
  OTHER;

  static ClientState of(DhcpPacket packet, Inet4Address server) {
    if (!packet.options().contains(OptionCode.MESSAGE_TYPE)) {
      return BOOTP;
    }
    Optional<MessageType> type = packet.messageType();
    if (type.isEmpty()) {
      return OTHER;
    }
    return switch (type.get()) {
      case DISCOVER -> INIT;
      case REQUEST -> requesting(packet, server);
      case DECLINE -> isForAnother(packet, server) ? OTHER : DECLINING;
      case RELEASE -> isForAnother(packet, server) ? OTHER : RELEASING;
      case INFORM -> INFORMING;
      case OFFER, ACK, NAK -> OTHER;
    };
  }

  private static ClientState requesting(DhcpPacket packet, Inet4Address server) {
    if (packet.options().contains(OptionCode.SERVER_IDENTIFIER)) {
      return isForAnother(packet, server) ? SELECTING_ANOTHER : SELECTING;
    }
    if (packet.options().contains(OptionCode.REQUESTED_ADDRESS)) {
      return INIT_REBOOT;
    }
    return packet.ciaddr().isAnyLocalAddress() ? OTHER : EXTENDING;
  }

  private static boolean isForAnother(DhcpPacket packet, Inet4Address server) {
    Optional<Octets> identifier = packet.options().get(OptionCode.SERVER_IDENTIFIER);
    return identifier.isPresent() && !identifier.get().equals(Octets.of(server.getAddress()));
  }
}
