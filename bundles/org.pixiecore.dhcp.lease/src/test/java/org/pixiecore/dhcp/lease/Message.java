package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.DhcpOptions;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;

/** Makes clients' messages. */
final class Message {

  static final String MAC = "52:54:00:77:00:01";
  static final String OTHER_MAC = "52:54:00:77:00:02";

  private final Map<OptionCode, Octets> options = new LinkedHashMap<>();
  private String mac = MAC;
  private int flags;
  private Inet4Address ciaddr = DhcpPacket.NO_ADDRESS;
  private Inet4Address giaddr = DhcpPacket.NO_ADDRESS;

  private Message() {}

  static Message of(MessageType type) {
    return bootp().option(OptionCode.MESSAGE_TYPE, Octets.of(type.code()));
  }

  static Message bootp() {
    return new Message();
  }

  static Message discover() {
    return of(MessageType.DISCOVER);
  }

  /** Takes an offer. */
  static Message selecting(String address, String server) {
    return initReboot(address).address(OptionCode.SERVER_IDENTIFIER, server);
  }

  static Message initReboot(String address) {
    return of(MessageType.REQUEST).address(OptionCode.REQUESTED_ADDRESS, address);
  }

  static Message extending(String address) {
    return of(MessageType.REQUEST).ciaddr(address);
  }

  Message from(String address) {
    mac = address;
    return this;
  }

  Message option(OptionCode code, Octets value) {
    options.put(code, value);
    return this;
  }

  Message address(OptionCode code, String address) {
    return option(code, Octets.of(Ipv4.parse(address).getAddress()));
  }

  Message flags(int value) {
    flags = value;
    return this;
  }

  Message ciaddr(String address) {
    ciaddr = Ipv4.parse(address);
    return this;
  }

  Message giaddr(String address) {
    giaddr = Ipv4.parse(address);
    return this;
  }

  DhcpPacket packet() {
    DhcpOptions.Builder builder = new DhcpOptions.Builder();
    options.forEach(builder::put);
    return new DhcpPacket(
        DhcpPacket.Op.BOOTREQUEST,
        DhcpPacket.ETHERNET,
        MacAddress.LENGTH,
        0,
        0x12345678,
        4,
        flags,
        ciaddr,
        DhcpPacket.NO_ADDRESS,
        DhcpPacket.NO_ADDRESS,
        giaddr,
        Octets.of(MacAddress.parse(mac).octets()).then(Octets.of(new byte[10])),
        "",
        "",
        builder.build());
  }
}
