package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import org.pixiecore.dhcp.DhcpOptions;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.DhcpPacketReader;
import org.pixiecore.dhcp.DhcpPacketWriter;
import org.pixiecore.dhcp.MalformedPacketException;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;

/** Requests as firmware makes them, and answers read. */
final class Packets {

  private Packets() {}

  /** From plain UEFI x86-64 firmware, which wants its answer by broadcast. */
  static byte[] uefi(MessageType type, String mac) {
    return request(type, mac, "0.0.0.0", "PXEClient:Arch:00007:UNDI:003000", false);
  }

  /** As {@link #uefi}, through a relay. */
  static byte[] relayed(MessageType type, String mac, String giaddr) {
    return request(type, mac, giaddr, "PXEClient:Arch:00007:UNDI:003000", false);
  }

  /** A UEFI HTTP Boot client's DISCOVER. */
  static byte[] http(String mac) {
    return request(
        MessageType.DISCOVER, mac, "0.0.0.0", "HTTPClient:Arch:00016:UNDI:003000", false);
  }

  /** A DISCOVER of {@link #uefi}, so many seconds after its first. */
  static byte[] uefiAfter(int secs, String mac) {
    byte[] packet = uefi(MessageType.DISCOVER, mac);
    packet[9] = (byte) secs;
    return packet;
  }

  /** From UEFI firmware, to the boot server, for an item of its menu. */
  static byte[] item(int type, String mac) {
    Octets item =
        new DhcpOptions.Builder()
            .put(OptionCode.Pxe.BOOT_ITEM, Octets.of(type >> 8, type & 0xff, 0, 0))
            .build()
            .encode();
    return with(Map.of(OptionCode.VENDOR_SPECIFIC, item), uefi(MessageType.REQUEST, mac));
  }

  /** From firmware, which takes an address from a DHCP server. */
  static byte[] takes(String address, String server, String mac) {
    Map<OptionCode, Octets> options =
        Map.of(
            OptionCode.REQUESTED_ADDRESS,
            Octets.of(address(address).getAddress()),
            OptionCode.SERVER_IDENTIFIER,
            Octets.of(address(server).getAddress()));
    return with(options, uefi(MessageType.REQUEST, mac));
  }

  /** A DISCOVER of {@link #uefi} with a UUID that is none. */
  static byte[] withoutUuid(String mac) {
    return with(
        Map.of(OptionCode.CLIENT_MACHINE_IDENTIFIER, Octets.of(0, 1)),
        uefi(MessageType.DISCOVER, mac));
  }

  private static byte[] with(Map<OptionCode, Octets> more, byte[] packet) {
    DhcpPacket asked = read(packet);
    DhcpOptions.Builder options = new DhcpOptions.Builder();
    asked.options().codes().forEach(code -> options.put(code, asked.options().get(code).get()));
    more.forEach(options::put);
    return DhcpPacketWriter.write(
        new DhcpPacket(
            asked.op(),
            asked.htype(),
            asked.hlen(),
            asked.hops(),
            asked.xid(),
            asked.secs(),
            asked.flags(),
            asked.ciaddr(),
            asked.yiaddr(),
            asked.siaddr(),
            asked.giaddr(),
            asked.chaddr(),
            asked.sname(),
            asked.file(),
            options.build()));
  }

  static byte[] ipxe(MessageType type, String mac) {
    return request(type, mac, "0.0.0.0", "PXEClient:Arch:00007:UNDI:003010", true);
  }

  /** From an operating system. */
  static byte[] notPxe(String mac) {
    return request(MessageType.DISCOVER, mac, "0.0.0.0", "MSFT 5.0", false);
  }

  /** A DHCP server's, to a machine. */
  static byte[] offer(String yiaddr, String server, int xid) {
    return reply(MessageType.OFFER, yiaddr, server, xid, "", new DhcpOptions.Builder());
  }

  /** A proxy's, to a machine. */
  static byte[] proxyOffer(String server, int xid) {
    DhcpOptions.Builder options =
        new DhcpOptions.Builder().put(OptionCode.VENDOR_CLASS, Octets.of("PXEClient"));
    return reply(MessageType.OFFER, "0.0.0.0", server, xid, "", options);
  }

  /** A DHCP server's that names a boot file. */
  static byte[] answer(MessageType type, String yiaddr, String server, String file) {
    return reply(type, yiaddr, server, 7, file, new DhcpOptions.Builder());
  }

  private static byte[] reply(
      MessageType type,
      String yiaddr,
      String server,
      int xid,
      String file,
      DhcpOptions.Builder options) {
    options.put(OptionCode.MESSAGE_TYPE, Octets.of(type.code()));
    options.put(OptionCode.SERVER_IDENTIFIER, Octets.of(address(server).getAddress()));
    return DhcpPacketWriter.write(
        new DhcpPacket(
            DhcpPacket.Op.BOOTREPLY,
            DhcpPacket.ETHERNET,
            6,
            0,
            xid,
            0,
            DhcpPacket.BROADCAST,
            DhcpPacket.NO_ADDRESS,
            address(yiaddr),
            DhcpPacket.NO_ADDRESS,
            DhcpPacket.NO_ADDRESS,
            Octets.of(new byte[16]),
            "",
            file,
            options.build()));
  }

  /** From a machine with these addresses. */
  static DhcpPacket from(String ciaddr, String giaddr) {
    return read(
        request(MessageType.DISCOVER, "52:54:00:77:00:01", ciaddr, giaddr, "PXEClient", false));
  }

  private static byte[] request(
      MessageType type, String mac, String giaddr, String vendorClass, boolean ipxe) {
    return request(type, mac, "0.0.0.0", giaddr, vendorClass, ipxe);
  }

  private static byte[] request(
      MessageType type,
      String mac,
      String ciaddr,
      String giaddr,
      String vendorClass,
      boolean ipxe) {
    DhcpOptions.Builder options =
        new DhcpOptions.Builder()
            .put(OptionCode.MESSAGE_TYPE, Octets.of(type.code()))
            .put(OptionCode.VENDOR_CLASS, Octets.of(vendorClass))
            .put(OptionCode.CLIENT_ARCHITECTURE, Octets.of(0, 7));
    if (ipxe) {
      options.put(OptionCode.USER_CLASS, Octets.of("iPXE"));
    }
    return DhcpPacketWriter.write(
        new DhcpPacket(
            DhcpPacket.Op.BOOTREQUEST,
            DhcpPacket.ETHERNET,
            6,
            0,
            mac.hashCode(),
            4,
            DhcpPacket.BROADCAST,
            address(ciaddr),
            DhcpPacket.NO_ADDRESS,
            DhcpPacket.NO_ADDRESS,
            address(giaddr),
            Octets.of(HexFormat.of().parseHex(mac.replace(":", "") + "0".repeat(20))),
            "",
            "",
            options.build()));
  }

  static DhcpPacket read(byte[] octets) {
    try {
      return DhcpPacketReader.read(ByteBuffer.wrap(octets));
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
  }

  static Inet4Address address(String literal) {
    try {
      return (Inet4Address) InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
