package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.pixiecore.api.LoaderFiles;
import org.pixiecore.dhcp.Answer.Ignore;
import org.pixiecore.dhcp.Answer.Reply;

/**
 * What to answer a machine that boots from the network: everything but an address, which is the
 * DHCP server's to give.
 */
public final class ProxyDhcp {

  /** EDK2 ignores what is longer: an Ethernet frame's worth of UDP. */
  public static final int LONGEST = 1472;

  private static final Octets CONFIGURATION = Octets.of(LoaderFiles.PXELINUX_CONFIGURATION);
  private static final Destination BROADCAST = new Destination.Broadcast();

  private ProxyDhcp() {}

  /**
   * Decides.
   *
   * @param request who is asking, and for what
   * @param source the address and port that the request came from
   * @param server this server's address on the interface that the request came in on
   * @param target what the machine is to load: what its {@link Client#loads() client loads}, or a
   *     program where a person chose another loader than iPXE
   * @param manner how PXE firmware is answered
   */
  public static Answer decide(
      PxeRequest request,
      InetSocketAddress source,
      Inet4Address server,
      BootTarget target,
      Manner manner) {
    Optional<Destination> destination = destination(request, source);
    if (destination.isEmpty()) {
      return new Ignore("the address that the answer would go to is no machine's and no relay's");
    }
    DhcpPacket reply = reply(request, server, target, manner);
    int length = DhcpPacketWriter.length(reply);
    if (length > LONGEST) {
      return new Ignore(
          "the answer would have %d octets, and firmware takes %d at most"
              .formatted(length, LONGEST));
    }
    return new Reply(reply, destination.get());
  }

  private static DhcpPacket reply(
      PxeRequest request, Inet4Address server, BootTarget target, Manner manner) {
    DhcpPacket asked = request.packet();
    AnswerForm form = AnswerForm.of(request, manner.form());
    String bootFile = form.namesBootFile() ? target.bootFile(request.machine()) : "";
    DhcpOptions.Builder options = options(request, server);
    form.vendorSpecific(request, server, manner.menu())
        .ifPresent(value -> options.put(OptionCode.VENDOR_SPECIFIC, value));
    if (target instanceof BootTarget.Program program) {
      program.pxelinuxFolder().ifPresent(folder -> tellPxelinux(folder, options));
    }
    if (!bootFile.isEmpty()) {
      // EDK2 writes a NUL behind the name, so nothing that a machine reads may follow
      options.put(OptionCode.BOOTFILE_NAME, Octets.of(bootFile));
    }
    // for the relay, which takes it off; always last (RFC 3046 section 2.2)
    echo(OptionCode.RELAY_AGENT_INFORMATION, asked.options(), options);
    boolean acknowledges = request.answerType() == MessageType.ACK;
    return new DhcpPacket(
        DhcpPacket.Op.BOOTREPLY,
        asked.htype(),
        asked.hlen(),
        0,
        asked.xid(),
        0,
        asked.flags(),
        acknowledges ? asked.ciaddr() : DhcpPacket.NO_ADDRESS, // RFC 2131 table 3
        DhcpPacket.NO_ADDRESS,
        server,
        asked.giaddr(),
        asked.chaddr(),
        target.byTftp() ? server.getHostAddress() : "",
        bootFile.length() <= DhcpPacket.LONGEST_FILE ? bootFile : "",
        options.build());
  }

  private static DhcpOptions.Builder options(PxeRequest request, Inet4Address server) {
    DhcpOptions.Builder options = new DhcpOptions.Builder();
    options.put(OptionCode.MESSAGE_TYPE, Octets.of(request.answerType().code()));
    options.put(OptionCode.SERVER_IDENTIFIER, Octets.of(server.getAddress()));
    options.put(OptionCode.VENDOR_CLASS, Octets.of(request.vendorClass()));
    echo(OptionCode.CLIENT_MACHINE_IDENTIFIER, request.packet().options(), options);
    return options;
  }

  private static void tellPxelinux(String folder, DhcpOptions.Builder options) {
    options.put(OptionCode.PXELINUX_CONFIGURATION, CONFIGURATION);
    options.put(OptionCode.PXELINUX_PATH_PREFIX, Octets.of(folder));
  }

  private static void echo(OptionCode code, DhcpOptions asked, DhcpOptions.Builder options) {
    asked.get(code).ifPresent(value -> options.put(code, value));
  }

  /** Empty if a forged address would have the answer sent to everybody, or to nobody. */
  private static Optional<Destination> destination(PxeRequest request, InetSocketAddress source) {
    DhcpPacket asked = request.packet();
    return switch (request.port()) {
      case BOOT_SERVER -> source.getPort() != 0 ? client(source) : Optional.empty();
      case PROXY_DHCP -> {
        if (!asked.giaddr().isAnyLocalAddress()) {
          yield Optional.of(asked.giaddr())
              .filter(ProxyDhcp::isUnicast)
              .map(Destination.Relay::new);
        }
        if (asked.broadcast() || asked.ciaddr().isAnyLocalAddress()) {
          yield Optional.of(BROADCAST);
        }
        yield client(new InetSocketAddress(asked.ciaddr(), DhcpPacket.CLIENT_PORT));
      }
    };
  }

  private static Optional<Destination> client(InetSocketAddress address) {
    return address.getAddress() instanceof Inet4Address host && isUnicast(host)
        ? Optional.of(new Destination.Client(address))
        : Optional.empty();
  }

  /** Classes A to C; a subnet's own broadcast address cannot be told from here. */
  private static boolean isUnicast(Inet4Address address) {
    int firstOctet = address.getAddress()[0] & 0xff;
    return firstOctet != 0 && firstOctet < 224;
  }
}
