package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a reply tells of the server that sent it.
 *
 * @param address what it calls itself (option 54), else where the reply came from
 * @param givesAddresses whether it is a DHCP server; else it adds what one does not say
 * @param conflicts what it does that keeps machines from booting by this server
 */
public record OtherServer(Inet4Address address, boolean givesAddresses, Set<Conflict> conflicts) {

  /** PXE's options that make an offer one to boot by (EDK2, IS_VALID_DISCOVER_VENDOR_OPTION). */
  private static final int FIRST_DISCOVERY_OPTION = 6;

  private static final int LAST_DISCOVERY_OPTION = 10;

  public OtherServer {
    conflicts = Set.copyOf(conflicts);
  }

  /**
   * Reads a reply, to whomever it is.
   *
   * @param source where it came from
   * @return empty if it is none that gives an address or says what to boot: a NAK, or an answer to
   *     an operating system's INFORM
   */
  public static Optional<OtherServer> of(DhcpPacket packet, InetAddress source) {
    Optional<MessageType> type = packet.messageType();
    boolean answers =
        packet.op() == DhcpPacket.Op.BOOTREPLY
            && (type.equals(Optional.of(MessageType.OFFER))
                || type.equals(Optional.of(MessageType.ACK)));
    Conflict.Reply reply = reply(packet);
    Optional<Inet4Address> server = server(packet, source);
    return answers && (reply.givesAddress() || reply.speaksToFirmware())
        ? server.map(address -> new OtherServer(address, reply.givesAddress(), Conflict.in(reply)))
        : Optional.empty();
  }

  private static Conflict.Reply reply(DhcpPacket packet) {
    DhcpOptions options = packet.options();
    Octets vendorClass = options.get(OptionCode.VENDOR_CLASS).orElse(Octets.EMPTY);
    DhcpOptions pxe = inside(options, OptionCode.VENDOR_SPECIFIC);
    Optional<Octets> noProxies =
        inside(options, OptionCode.IPXE_ENCAPSULATED).get(OptionCode.Ipxe.NO_PROXY_DHCP);
    return new Conflict.Reply(
        !packet.yiaddr().isAnyLocalAddress(),
        vendorClass.startsWith(PxeRequest.PXE_CLIENT),
        vendorClass.startsWith(PxeRequest.HTTP_CLIENT),
        IntStream.rangeClosed(FIRST_DISCOVERY_OPTION, LAST_DISCOVERY_OPTION)
            .mapToObj(OptionCode::new)
            .anyMatch(pxe::contains),
        !packet.file().isEmpty() || options.contains(OptionCode.BOOTFILE_NAME),
        noProxies.filter(value -> value.length() > 0 && value.at(0) != 0).isPresent());
  }

  /** None if they cannot be read: option 43 is other vendors', too. */
  private static DhcpOptions inside(DhcpOptions options, OptionCode code) {
    try {
      return DhcpOptions.decode(options.get(code).orElse(Octets.EMPTY));
    } catch (MalformedPacketException e) {
      return DhcpOptions.NONE;
    }
  }

  private static Optional<Inet4Address> server(DhcpPacket packet, InetAddress source) {
    return packet
        .options()
        .get(OptionCode.SERVER_IDENTIFIER)
        .filter(value -> value.length() == Integer.BYTES)
        .map(value -> DhcpPacket.address(value.asBuffer().getInt()))
        .filter(address -> !address.isAnyLocalAddress())
        .or(() -> source instanceof Inet4Address ipv4 ? Optional.of(ipv4) : Optional.empty());
  }
}
