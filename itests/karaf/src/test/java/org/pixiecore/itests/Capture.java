package org.pixiecore.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.pixiecore.api.MacAddress;

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

  /** The same request of another machine. */
  Capture from(MacAddress mac) {
    return with(CHADDR, mac.octets());
  }

  /** The same request as a relay hands it on, which has that address. */
  Capture relayedBy(byte[] giaddr) {
    return with(GIADDR, giaddr);
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
