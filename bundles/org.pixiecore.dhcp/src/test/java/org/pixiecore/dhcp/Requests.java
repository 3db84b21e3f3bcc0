package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the requests of firmware that is not at hand, from the ones that are. */
final class Requests {

  static final String UEFI_CLASS = "PXEClient:Arch:00007:UNDI:003000";

  private final Map<OptionCode, Octets> options = new LinkedHashMap<>();
  private DhcpPacket.Op op = DhcpPacket.Op.BOOTREQUEST;
  private int htype = 1;
  private int hlen = 6;
  private int flags = DhcpPacket.BROADCAST;
  private String mac = "525400770001";
  private int secs = 4;
  private int xid = 0x12345678;
  private Inet4Address ciaddr = DhcpPacket.NO_ADDRESS;
  private Inet4Address giaddr = DhcpPacket.NO_ADDRESS;

  private Requests() {}

  /** A UEFI x86-64 PXE client's packet, without option 97. */
  static Requests uefi(MessageType type) {
    return new Requests()
        .option(OptionCode.MESSAGE_TYPE, Octets.of(type.code()))
        .option(OptionCode.VENDOR_CLASS, Octets.of(UEFI_CLASS))
        .option(OptionCode.CLIENT_ARCHITECTURE, Octets.of(0, 7));
  }

  /** The same machine's iPXE. */
  static Requests ipxe(MessageType type) {
    return uefi(type).option(OptionCode.USER_CLASS, Octets.of("iPXE"));
  }

  /** A UEFI HTTP Boot client's DISCOVER, without option 97. */
  static Requests http(int architecture) {
    return uefi(MessageType.DISCOVER)
        .option(
            OptionCode.VENDOR_CLASS,
            Octets.of("HTTPClient:Arch:%05d:UNDI:003000".formatted(architecture)))
        .option(OptionCode.CLIENT_ARCHITECTURE, Octets.of(0, architecture));
  }

  Requests option(OptionCode code, Octets value) {
    options.put(code, value);
    return this;
  }

  Requests option(OptionCode code, String hex) {
    return option(code, octets(hex));
  }

  Requests without(OptionCode code) {
    options.remove(code);
    return this;
  }

  Requests op(DhcpPacket.Op value) {
    op = value;
    return this;
  }

  Requests hardware(int type, int length) {
    htype = type;
    hlen = length;
    return this;
  }

  Requests mac(String hex) {
    mac = hex;
    return this;
  }

  Requests secs(int value) {
    secs = value;
    return this;
  }

  Requests xid(int value) {
    xid = value;
    return this;
  }

  Requests flags(int value) {
    flags = value;
    return this;
  }

  Requests ciaddr(String address) {
    ciaddr = address(address);
    return this;
  }

  Requests giaddr(String address) {
    giaddr = address(address);
    return this;
  }

  DhcpPacket packet() {
    DhcpOptions.Builder builder = new DhcpOptions.Builder();
    options.forEach(builder::put);
    return new DhcpPacket(
        op,
        htype,
        hlen,
        3,
        xid,
        secs,
        flags,
        ciaddr,
        DhcpPacket.NO_ADDRESS,
        DhcpPacket.NO_ADDRESS,
        giaddr,
        octets(mac + "00000000000000000000"),
        "",
        "",
        builder.build());
  }

  static Octets octets(String hex) {
    return Octets.of(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  static Inet4Address address(String literal) {
    try {
      return (Inet4Address) InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
