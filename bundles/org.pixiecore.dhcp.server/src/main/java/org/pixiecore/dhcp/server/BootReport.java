package org.pixiecore.dhcp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.DhcpMessage;
import org.pixiecore.api.event.BootEvent.Next;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.api.event.Client;
import org.pixiecore.dhcp.AnswerForm;
import org.pixiecore.dhcp.BootMenu;
import org.pixiecore.dhcp.BootTarget;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.Manner;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;
import org.pixiecore.dhcp.PxePort;
import org.pixiecore.dhcp.PxeRequest;

/** Tells whoever listens what is seen of boots by DHCP. */
final class BootReport {

  private static final String PXE_CLIENT = "PXEClient";

  private final Consumer<BootEvent> events;

  BootReport(Consumer<BootEvent> events) {
    this.events = events;
  }

  /**
   * A client's message came in.
   *
   * @param machine what asks to boot; empty for one that only takes an address
   */
  void heard(
      DhcpPacket packet,
      PxePort port,
      String interfaceName,
      InetSocketAddress source,
      Optional<Machine> machine) {
    message(packet)
        .ifPresent(
            message ->
                events.accept(
                    new BootEvent.Heard(
                        Instant.now(),
                        client(packet, source),
                        message,
                        port.number(),
                        interfaceName,
                        machine,
                        packet.secs(),
                        message == DhcpMessage.REQUEST ? server(packet) : Optional.empty())));
  }

  /** A machine is told what to load next. */
  void told(PxeRequest request, Exchange exchange, BootTarget target, Manner manner) {
    boolean asksOn = manner.form() == AnswerForm.BINL || manner.form() == AnswerForm.MENU;
    boolean showsMenu = manner.form() == AnswerForm.MENU && !manner.menu().equals(BootMenu.UNSEEN);
    Next load = target instanceof BootTarget.Script ? Next.SCRIPT : Next.BOOT_PROGRAM;
    Next ask = showsMenu ? Next.MENU : Next.BOOT_SERVER;
    events.accept(
        new BootEvent.Told(
            Instant.now(),
            client(request.packet(), exchange.source()),
            request.port().number(),
            showsMenu ? items(manner.menu()) : target.toString(),
            asksOn ? ask : load,
            exchange.link().address()));
  }

  /** A machine that asks to boot is not answered. */
  void unanswered(DhcpPacket packet, InetSocketAddress source, Obstacle obstacle, String reason) {
    unanswered(client(packet, source), obstacle, reason);
  }

  /** The same, where no more of it is known. */
  void unanswered(Machine machine, Obstacle obstacle, String reason) {
    unanswered(Client.of(machine.mac()), obstacle, reason);
  }

  private void unanswered(Client client, Obstacle obstacle, String reason) {
    events.accept(new BootEvent.Unanswered(Instant.now(), client, obstacle, reason));
  }

  /** A machine's firmware is answered in another form from now on. */
  void formChanged(PxeRequest request, AnswerForm from, AnswerForm to) {
    Client client = Client.of(request.machine().mac());
    events.accept(new BootEvent.FormChanged(Instant.now(), client, from.toString(), to.toString()));
  }

  /**
   * A server answered a machine; what neither gives it an address nor has it boot is passed over.
   *
   * @param source who sent it
   */
  void otherAnswer(DhcpPacket reply, InetAddress source) {
    boolean acknowledges = reply.messageType().equals(Optional.of(MessageType.ACK));
    boolean offers = reply.messageType().equals(Optional.of(MessageType.OFFER));
    boolean address = !reply.yiaddr().isAnyLocalAddress();
    boolean boots = boots(reply);
    if (!reply.fromEthernet() || !(acknowledges || offers) || !(address || boots)) {
      return;
    }
    // an address that is offered may be taken by nobody
    Optional<InetAddress> taken =
        Optional.<InetAddress>of(reply.yiaddr()).filter(given -> acknowledges && address);
    events.accept(
        new BootEvent.OtherAnswer(
            Instant.now(),
            new Client(Optional.of(mac(reply)), taken),
            server(reply).orElse(source),
            acknowledges,
            address,
            boots));
  }

  private static boolean boots(DhcpPacket reply) {
    Octets vendorClass = reply.options().get(OptionCode.VENDOR_CLASS).orElse(Octets.EMPTY);
    return !reply.file().isEmpty()
        || reply.options().contains(OptionCode.BOOTFILE_NAME)
        || (vendorClass.startsWith(PXE_CLIENT)
            && reply.options().contains(OptionCode.VENDOR_SPECIFIC));
  }

  private static Optional<DhcpMessage> message(DhcpPacket packet) {
    return packet
        .messageType()
        .flatMap(
            type ->
                switch (type) {
                  case DISCOVER -> Optional.of(DhcpMessage.DISCOVER);
                  case REQUEST -> Optional.of(DhcpMessage.REQUEST);
                  case INFORM -> Optional.of(DhcpMessage.INFORM);
                  default -> Optional.empty();
                });
  }

  /**
   * With the address that it has, or takes by this; by its address alone are its files asked for.
   */
  private static Client client(DhcpPacket packet, InetSocketAddress source) {
    boolean takes = packet.messageType().equals(Optional.of(MessageType.REQUEST));
    boolean relayed = !packet.giaddr().isAnyLocalAddress();
    Optional<InetAddress> address =
        Optional.<InetAddress>of(packet.ciaddr())
            .filter(known -> !known.isAnyLocalAddress())
            .or(() -> takes ? address(packet, OptionCode.REQUESTED_ADDRESS) : Optional.empty())
            .or(() -> relayed ? Optional.empty() : Optional.of(source.getAddress()))
            .filter(known -> !known.isAnyLocalAddress());
    return new Client(Optional.of(mac(packet)), address);
  }

  private static MacAddress mac(DhcpPacket packet) {
    return MacAddress.of(packet.chaddr().toArray(), 0);
  }

  private static Optional<InetAddress> server(DhcpPacket packet) {
    return address(packet, OptionCode.SERVER_IDENTIFIER)
        .filter(server -> !server.isAnyLocalAddress());
  }

  private static Optional<InetAddress> address(DhcpPacket packet, OptionCode option) {
    return packet
        .options()
        .get(option)
        .filter(value -> value.length() == Integer.BYTES)
        .map(BootReport::address);
  }

  private static InetAddress address(Octets octets) {
    try {
      return InetAddress.getByAddress(octets.toArray());
    } catch (UnknownHostException e) {
      throw new AssertionError("four octets are an IPv4 address", e);
    }
  }

  private static String items(BootMenu menu) {
    return menu.items().stream().map(BootMenu.Item::text).collect(Collectors.joining(", "));
  }
}
