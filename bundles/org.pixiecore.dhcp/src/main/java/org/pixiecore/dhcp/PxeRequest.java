package org.pixiecore.dhcp;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;

/**
 * A request of a machine that boots from the network.
 *
 * @param packet the request itself
 * @param port the role that it asks
 * @param answerType what it is answered by, if it is answered
 * @param client who on the machine is asking
 * @param machine the machine; of its {@linkplain Machine#network network} the packet tells only the
 *     relay
 * @param bootItem which item of a menu a boot server is asked for, as it was sent (43.71); empty
 *     for none
 */
public record PxeRequest(
    DhcpPacket packet,
    PxePort port,
    MessageType answerType,
    Client client,
    Machine machine,
    Optional<Octets> bootItem)
    implements Classification {

  /** How option 60 begins in PXE (PXE 2.1 section 2.2.3). */
  static final String PXE_CLIENT = "PXEClient";

  /** How option 60 begins in UEFI HTTP Boot (UEFI 2.10 section 24.7.3.1). */
  static final String HTTP_CLIENT = "HTTPClient";

  /** How option 60 of U-Boot begins, unless it is set to be PXE's; the processor follows. */
  private static final String U_BOOT = "U-Boot";

  private static final Pattern CLASS_ARCHITECTURE =
      Pattern.compile("(?:PXE|HTTP)Client:Arch:(\\d{5})(?::.*)?", Pattern.DOTALL);
  private static final String IPXE = "iPXE";

  private static final NotForUs A_REPLY = new NotForUs("a server's reply, not a client's request");
  private static final NotForUs NOT_ETHERNET = new NotForUs("not from an Ethernet interface");
  private static final NotForUs NOT_DHCP =
      new NotForUs("no DHCP message of RFC 2132: option 53 is missing or unknown");
  private static final NotForUs NOT_PXE =
      new NotForUs(
          "not from network boot firmware: option 60 does not begin with PXEClient, HTTPClient or"
              + " U-Boot");
  private static final NotForUs NO_BOOT_SERVER =
      new NotForUs("UEFI HTTP Boot, which has no boot server");

  /**
   * Says who is asking for what.
   *
   * @param port where the packet arrived
   */
  public static Classification classify(DhcpPacket packet, PxePort port) {
    if (packet.op() != DhcpPacket.Op.BOOTREQUEST) {
      return A_REPLY;
    }
    Optional<Octets> vendorClass =
        packet.options().get(OptionCode.VENDOR_CLASS).filter(PxeRequest::isOfNetworkBoot);
    if (vendorClass.isEmpty()) {
      return NOT_PXE;
    }
    if (vendorClass.get().startsWith(HTTP_CLIENT) && port == PxePort.BOOT_SERVER) {
      return NO_BOOT_SERVER;
    }
    Optional<MessageType> type = packet.messageType();
    if (type.isEmpty()) {
      return NOT_DHCP;
    }
    Optional<MessageType> answerType = port.answerTo(type.get());
    if (answerType.isEmpty()) {
      return new NotForUs("a " + type.get() + " on port " + port.number() + " is not a proxy's");
    }
    if (!packet.fromEthernet()) {
      return NOT_ETHERNET;
    }
    try {
      MacAddress mac = MacAddress.of(packet.chaddr().toArray(), 0);
      Architecture said = architecture(packet.options(), vendorClass.get()).withoutHttp();
      Client client = client(packet.options(), vendorClass.get(), said, mac);
      Machine machine =
          new Machine(
              mac,
              client == Client.RASPBERRY_PI ? Architecture.RASPBERRY_PI : said,
              client.firmware(),
              BootStage.OFFER,
              uuid(packet.options()),
              Optional.empty(),
              packet.options().get(OptionCode.USER_CLASS).flatMap(UserClass::text),
              new Network(Optional.empty(), Optional.empty(), RelayInformation.of(packet)));
      return new PxeRequest(
          packet, port, answerType.get(), client, machine, bootItem(packet, port));
    } catch (MalformedPacketException e) {
      return new Malformed(e.getMessage());
    }
  }

  /** Option 60 of the answer: the word that the request's begins with, and no more. */
  String vendorClass() {
    return client == Client.HTTP_BOOT ? HTTP_CLIENT : PXE_CLIENT;
  }

  /**
   * Which type of boot server is asked for, from 0 to 65535: an {@linkplain BootMenu.Item item} of
   * the menu.
   *
   * @return empty if none is
   */
  public OptionalInt bootServerType() {
    return bootItem.filter(item -> item.length() >= 2).isPresent()
        ? OptionalInt.of(bootItem.get().uint16(0))
        : OptionalInt.empty();
  }

  private static boolean isOfNetworkBoot(Octets vendorClass) {
    return Stream.of(PXE_CLIENT, HTTP_CLIENT, U_BOOT).anyMatch(vendorClass::startsWith);
  }

  private static Client client(
      DhcpOptions options, Octets vendorClass, Architecture architecture, MacAddress mac)
      throws MalformedPacketException {
    if (vendorClass.startsWith(HTTP_CLIENT)) {
      return Client.HTTP_BOOT;
    }
    Optional<Octets> userClass = options.get(OptionCode.USER_CLASS);
    if (userClass.filter(value -> UserClass.holds(value, IPXE)).isPresent()) {
      return ipxe(options);
    }
    Octets identifier = options.get(OptionCode.CLIENT_MACHINE_IDENTIFIER).orElse(Octets.EMPTY);
    if (RaspberryPi.is(architecture, vendorClass, mac, identifier)) {
      return Client.RASPBERRY_PI;
    }
    boolean isUBoot =
        vendorClass.startsWith(U_BOOT)
            || architecture.equals(Architecture.UBOOT_ARM32)
            || architecture.equals(Architecture.UBOOT_ARM64);
    return isUBoot ? Client.U_BOOT : Client.PXE;
  }

  private static Client ipxe(DhcpOptions options) throws MalformedPacketException {
    Optional<Octets> encapsulated = options.get(OptionCode.IPXE_ENCAPSULATED);
    if (encapsulated.isEmpty()) {
      // a user class that was set by hand: nothing is known against this iPXE
      return Client.IPXE;
    }
    DhcpOptions features = DhcpOptions.decode(encapsulated.get());
    boolean bootsKernels =
        features.contains(OptionCode.Ipxe.BZIMAGE) || features.contains(OptionCode.Ipxe.EFI);
    return features.contains(OptionCode.Ipxe.HTTP) && bootsKernels
        ? Client.IPXE
        : Client.IPXE_LIMITED;
  }

  /**
   * The first of option 93 that is known here, as it may be a list; the first one if none is. Where
   * the option is missing, option 60 says it too.
   */
  private static Architecture architecture(DhcpOptions options, Octets vendorClass)
      throws MalformedPacketException {
    Optional<Octets> architectures = options.get(OptionCode.CLIENT_ARCHITECTURE);
    if (architectures.isPresent()) {
      int length = architectures.get().length();
      if (length == 0 || length % 2 != 0) {
        throw new MalformedPacketException(
            "option 93 is a list of architectures of two octets each, not " + length + " octets");
      }
      return IntStream.iterate(0, at -> at < length, at -> at + 2)
          .mapToObj(at -> new Architecture(architectures.get().uint16(at)))
          .filter(Architecture::isKnown)
          .findFirst()
          .orElseGet(() -> new Architecture(architectures.get().uint16(0)));
    }
    if (vendorClass.startsWith(U_BOOT + ".armv8")) {
      return Architecture.UBOOT_ARM64;
    }
    if (vendorClass.startsWith(U_BOOT + ".arm")) {
      return Architecture.UBOOT_ARM32;
    }
    Matcher matcher = CLASS_ARCHITECTURE.matcher(vendorClass.text());
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > 0xffff) {
      throw new MalformedPacketException(
          "no architecture: option 93 is missing, and option 60 does not say it either");
    }
    return new Architecture(Integer.parseInt(matcher.group(1)));
  }

  private static Optional<Octets> bootItem(DhcpPacket packet, PxePort port)
      throws MalformedPacketException {
    Optional<Octets> encapsulated = packet.options().get(OptionCode.VENDOR_SPECIFIC);
    return port == PxePort.BOOT_SERVER && encapsulated.isPresent()
        ? DhcpOptions.decode(encapsulated.get()).get(OptionCode.Pxe.BOOT_ITEM)
        : Optional.empty();
  }

  private static Optional<UUID> uuid(DhcpOptions options) throws MalformedPacketException {
    Optional<Octets> identifier = options.get(OptionCode.CLIENT_MACHINE_IDENTIFIER);
    if (identifier.isEmpty()) {
      return Optional.empty();
    }
    Octets value = identifier.get();
    if (value.length() != 17 || value.at(0) != 0) {
      throw new MalformedPacketException(
          "option 97 is 17 octets of which the first is 0, not %d octets%s"
              .formatted(
                  value.length(), value.length() == 0 ? "" : " of which it is " + value.at(0)));
    }
    ByteBuffer octets = value.asBuffer().position(1);
    return Optional.of(new UUID(smbiosHigh(octets), octets.getLong()));
  }

  /** SMBIOS has a UUID's first three fields in little-endian order, and firmware sends it so. */
  private static long smbiosHigh(ByteBuffer octets) {
    long timeLow = Integer.toUnsignedLong(Integer.reverseBytes(octets.getInt()));
    long timeMid = Short.toUnsignedLong(Short.reverseBytes(octets.getShort()));
    long timeHigh = Short.toUnsignedLong(Short.reverseBytes(octets.getShort()));
    return (timeLow << 32) | (timeMid << 16) | timeHigh;
  }
}
