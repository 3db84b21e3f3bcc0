package org.pixiecore.dhcp.lease;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.Destination;
import org.pixiecore.dhcp.DhcpOptions;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.DhcpPacketWriter;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;
import org.pixiecore.dhcp.ProxyDhcp;

/** Writes a DHCP server's answers (RFC 2131 table 3 and section 4.1). */
final class Replies {

  /** What every client takes, as an IP datagram (RFC 2131 section 2), and option 57 at least. */
  private static final int SMALLEST_LIMIT = 576;

  private static final int IP_AND_UDP_HEADERS = 28;
  private static final int LONGEST_MESSAGE_TEXT = 200;
  private static final Destination BROADCAST = new Destination.Broadcast();

  private Replies() {}

  /** One option of an answer. */
  private record Item(OptionCode code, Octets value) {}

  /** An offer, or what acknowledges a lease. */
  static Answer lease(
      MessageType type,
      LeaseRequest request,
      Inet4Address address,
      Duration time,
      LeaseSettings settings) {
    List<Item> items = begin(type, request);
    int seconds = (int) time.toSeconds();
    items.add(new Item(OptionCode.LEASE_TIME, number(seconds)));
    // RFC 2131 section 4.4.5
    items.add(new Item(OptionCode.RENEWAL_TIME, number(seconds / 2)));
    items.add(new Item(OptionCode.REBINDING_TIME, number((int) (seconds * 7L / 8))));
    items.addAll(network(request, settings, Optional.of(address)));
    return reply(request, type, address, items);
  }

  /** All but an address, for a client that has one (RFC 2131 section 4.3.5). */
  static Answer inform(LeaseRequest request, LeaseSettings settings) {
    List<Item> items = begin(MessageType.ACK, request);
    items.addAll(network(request, settings, Optional.empty()));
    return reply(request, MessageType.ACK, DhcpPacket.NO_ADDRESS, items);
  }

  /** The answer to BOOTP, which knows none of DHCP's own options (RFC 1534). */
  static Answer bootp(LeaseRequest request, Inet4Address address, LeaseSettings settings) {
    List<Item> items = network(request, settings, Optional.of(address));
    return reply(request, MessageType.OFFER, address, items);
  }

  /** Tells a client to begin anew; no other option is allowed (RFC 2131 table 3). */
  static Answer refuse(LeaseRequest request, String reason) {
    List<Item> items = begin(MessageType.NAK, request);
    String text = reason.substring(0, Math.min(reason.length(), LONGEST_MESSAGE_TEXT));
    items.add(new Item(OptionCode.MESSAGE, Octets.of(text)));
    return reply(request, MessageType.NAK, DhcpPacket.NO_ADDRESS, items);
  }

  private static List<Item> begin(MessageType type, LeaseRequest request) {
    List<Item> items = new ArrayList<>();
    items.add(new Item(OptionCode.MESSAGE_TYPE, Octets.of(type.code())));
    items.add(
        new Item(OptionCode.SERVER_IDENTIFIER, Octets.of(request.scope().server().getAddress())));
    return items;
  }

  /** What a client is told of its network: what it asks for first, in its order (option 55). */
  private static List<Item> network(
      LeaseRequest request, LeaseSettings settings, Optional<Inet4Address> address) {
    Subnet subnet = request.scope().subnet();
    List<Integer> wanted =
        request
            .packet()
            .options()
            .get(OptionCode.PARAMETER_REQUEST_LIST)
            .map(Replies::codes)
            .orElse(List.of());
    List<Item> items = new ArrayList<>();
    addresses(
        OptionCode.ROUTER, settings.routers().stream().filter(subnet::contains).toList(), items);
    addresses(OptionCode.DOMAIN_NAME_SERVER, settings.dns(), items);
    if (!settings.domain().isEmpty()) {
      items.add(new Item(OptionCode.DOMAIN_NAME, Octets.of(settings.domain())));
    }
    addresses(OptionCode.BROADCAST_ADDRESS, List.of(subnet.broadcast()), items);
    addresses(OptionCode.NTP_SERVERS, settings.ntp(), items);
    if (wanted.contains(OptionCode.HOST_NAME.code())) {
      address
          .flatMap(settings.reservations()::of)
          .flatMap(Reservation::name)
          .ifPresent(name -> items.add(new Item(OptionCode.HOST_NAME, Octets.of(name))));
    }
    items.sort(
        Comparator.comparingInt(
            item -> {
              int place = wanted.indexOf(item.code().code());
              return place < 0 ? Integer.MAX_VALUE : place;
            }));
    // before the router, without which it is of no use (RFC 2132 section 3.3)
    items.add(0, new Item(OptionCode.SUBNET_MASK, Octets.of(subnet.mask().getAddress())));
    return items;
  }

  private static List<Integer> codes(Octets list) {
    List<Integer> codes = new ArrayList<>();
    for (int i = 0; i < list.length(); i++) {
      codes.add(list.at(i));
    }
    return codes;
  }

  private static void addresses(OptionCode code, List<Inet4Address> addresses, List<Item> items) {
    if (!addresses.isEmpty()) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      addresses.forEach(address -> octets.writeBytes(address.getAddress()));
      items.add(new Item(code, Octets.of(octets.toByteArray())));
    }
  }

  private static Octets number(int value) {
    return Octets.of(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  /** Leaves out what the client asks for least until it is no longer than the client takes. */
  private static Answer reply(
      LeaseRequest request, MessageType type, Inet4Address yiaddr, List<Item> items) {
    Optional<Destination> destination = destination(request, type);
    if (destination.isEmpty()) {
      return new Answer.Ignore("the address that the answer would go to is no machine's");
    }
    int limit = limit(request.packet());
    List<Item> kept = new ArrayList<>(items);
    DhcpPacket packet = packet(request, type, yiaddr, kept);
    while (DhcpPacketWriter.length(packet) > limit) {
      if (kept.size() <= 1) {
        return new Answer.Ignore("the answer would be longer than the client takes");
      }
      kept.remove(kept.size() - 1);
      packet = packet(request, type, yiaddr, kept);
    }
    return new Answer.Reply(packet, destination.get());
  }

  private static int limit(DhcpPacket asked) {
    int datagram =
        asked
            .options()
            .get(OptionCode.MAXIMUM_MESSAGE_SIZE)
            .filter(value -> value.length() == 2)
            .map(value -> value.uint16(0))
            .orElse(SMALLEST_LIMIT);
    return Math.min(Math.max(datagram, SMALLEST_LIMIT) - IP_AND_UDP_HEADERS, ProxyDhcp.LONGEST);
  }

  private static DhcpPacket packet(
      LeaseRequest request, MessageType type, Inet4Address yiaddr, List<Item> items) {
    DhcpPacket asked = request.packet();
    boolean relayed = !asked.giaddr().isAnyLocalAddress();
    // the relay cannot reach a client by its address that has none (RFC 2131 section 4.3.2)
    int flags =
        type == MessageType.NAK && relayed ? asked.flags() | DhcpPacket.BROADCAST : asked.flags();
    DhcpOptions.Builder options = new DhcpOptions.Builder();
    items.forEach(item -> options.put(item.code(), item.value()));
    // RFC 6842; and for the relay, which takes it off, always last (RFC 3046 section 2.2)
    echo(OptionCode.CLIENT_IDENTIFIER, asked, options);
    echo(OptionCode.RELAY_AGENT_INFORMATION, asked, options);
    return new DhcpPacket(
        DhcpPacket.Op.BOOTREPLY,
        asked.htype(),
        asked.hlen(),
        0,
        asked.xid(),
        0,
        flags,
        type == MessageType.ACK ? asked.ciaddr() : DhcpPacket.NO_ADDRESS,
        yiaddr,
        type != MessageType.NAK && needsNextServer(asked)
            ? request.scope().server()
            : DhcpPacket.NO_ADDRESS,
        asked.giaddr(),
        asked.chaddr(),
        "",
        "",
        options.build());
  }

  private static void echo(OptionCode code, DhcpPacket asked, DhcpOptions.Builder options) {
    asked.options().get(code).ifPresent(value -> options.put(code, value));
  }

  /**
   * Whether nobody else tells the client where to load from: U-Boot's {@code pxe get} asks the
   * server that siaddr names, and knows no proxies. Those that do are answered by the proxy, and a
   * siaddr in the offer of an address would only rival it.
   */
  private static boolean needsNextServer(DhcpPacket asked) {
    return asked
        .options()
        .get(OptionCode.VENDOR_CLASS)
        .filter(value -> value.startsWith("PXEClient") || value.startsWith("HTTPClient"))
        .isEmpty();
  }

  /**
   * RFC 2131 section 4.1. A client without the broadcast flag could be sent its answer to the
   * address that it is being given, but it does not answer ARP for that yet, and a UDP socket has
   * no other way to find its MAC address: it is told by broadcast, which such clients take, too.
   */
  private static Optional<Destination> destination(LeaseRequest request, MessageType type) {
    DhcpPacket asked = request.packet();
    if (!asked.giaddr().isAnyLocalAddress()) {
      return Optional.of(asked.giaddr()).filter(Ipv4::isHost).map(Destination.Relay::new);
    }
    if (type != MessageType.ACK || asked.ciaddr().isAnyLocalAddress()) {
      return Optional.of(BROADCAST);
    }
    return Optional.of(asked.ciaddr())
        .filter(Ipv4::isHost)
        .map(
            ciaddr ->
                new Destination.Client(new InetSocketAddress(ciaddr, DhcpPacket.CLIENT_PORT)));
  }
}
