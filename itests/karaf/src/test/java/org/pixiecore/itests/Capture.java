package org.pixiecore.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.DhcpOptions;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.DhcpPacketReader;
import org.pixiecore.dhcp.DhcpPacketWriter;
import org.pixiecore.dhcp.MalformedPacketException;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;

/** A DHCP request that real firmware sent; the file says which. */
final class Capture {

  private static final int XID = 4;
  private static final int GIADDR = 24;
  private static final int CHADDR = 28;

  private final byte[] payload;

  private Capture(byte[] payload) {
    this.payload = payload;
  }

  /** The capture of a name, like {@code ovmf-x64-discover}. */
  static Capture of(String name) {
    try (InputStream file = Capture.class.getResourceAsStream("/captures/" + name + ".hex")) {
      String hex =
          new String(file.readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .collect(Collectors.joining())
              .replace(" ", "");
      return new Capture(HexFormat.of().parseHex(hex));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same request of another machine, wherever it tells its MAC address. */
  Capture from(MacAddress mac) {
    byte[] own = mac().octets();
    byte[] changed = payload.clone();
    for (int i = CHADDR; i <= payload.length - own.length; i++) {
      if (Arrays.equals(payload, i, i + own.length, own, 0, own.length)) {
        System.arraycopy(mac.octets(), 0, changed, i, own.length);
      }
    }
    return new Capture(changed);
  }

  /** The same request as a relay hands it on, which has that address. */
  Capture relayedBy(byte[] giaddr) {
    return with(GIADDR, giaddr);
  }

  /** What its machine sends to take an address that a server offered, each like 10.0.0.1. */
  Capture taking(String address, String server) {
    try {
      DhcpPacket asked = DhcpPacketReader.read(ByteBuffer.wrap(payload));
      DhcpOptions.Builder options = new DhcpOptions.Builder();
      asked
          .options()
          .codes()
          .forEach(code -> options.put(code, asked.options().get(code).orElseThrow()));
      options.put(OptionCode.MESSAGE_TYPE, Octets.of(MessageType.REQUEST.code()));
      options.put(OptionCode.REQUESTED_ADDRESS, octets(address));
      options.put(OptionCode.SERVER_IDENTIFIER, octets(server));
      return new Capture(
          DhcpPacketWriter.write(
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
                  options.build())));
    } catch (MalformedPacketException e) {
      throw new IllegalStateException("a capture is well-formed", e);
    }
  }

  private static Octets octets(String address) {
    try {
      return Octets.of(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What the UDP datagram carries. */
  byte[] payload() {
    return payload.clone();
  }

  MacAddress mac() {
    return MacAddress.of(payload, CHADDR);
  }

  /** What it and its answer have in common. */
  String transaction() {
    return transaction(ByteBuffer.wrap(payload).getInt(XID), mac());
  }

  static String transaction(int xid, MacAddress mac) {
    return mac + " xid " + HexFormat.of().toHexDigits(xid);
  }

  private Capture with(int offset, byte[] octets) {
    byte[] changed = payload.clone();
    System.arraycopy(octets, 0, changed, offset, octets.length);
    return new Capture(changed);
  }
}
