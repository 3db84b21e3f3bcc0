package org.pixiecore.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a machine reads in a server's answer (RFC 2131 section 2, RFC 2132).
 *
 * @param xid of the DISCOVER that it answers
 * @param messageType option 53; 2 is DHCPOFFER
 * @param serverIdentifier option 54 as a big-endian number; 0 if there is none
 * @param bootFile option 67, else {@code file}; empty if neither is set
 */
record Offer(int xid, int messageType, int serverIdentifier, String bootFile) {

  static final int DHCPOFFER = 2;

  private static final int FILE = 108;
  private static final int FILE_LENGTH = 128;

  /**
   * Reads a whole packet.
   *
   * @throws IllegalArgumentException if it is no DHCP reply, or an option runs over its end
   */
  static Offer read(ByteBuffer packet) {
    if (packet.limit() < Discover.OPTIONS
        || packet.get(0) != 2
        || packet.getInt(Discover.OPTIONS - Integer.BYTES) != Discover.MAGIC_COOKIE) {
      throw new IllegalArgumentException("no DHCP reply: " + packet.limit() + " bytes");
    }
    int messageType = 0;
    int serverIdentifier = 0;
    String bootFile = text(packet, FILE, FILE_LENGTH);
    int at = Discover.OPTIONS;
    while (at < packet.limit() && packet.get(at) != (byte) 0xff) {
      int code = packet.get(at) & 0xff;
      if (code == 0) {
        at++;
        continue;
      }
      int value = at + 2;
      if (value > packet.limit() || value + length(packet, at) > packet.limit()) {
        throw new IllegalArgumentException("option " + code + " runs over the packet's end");
      }
      int length = length(packet, at);
      switch (code) {
        case 53 -> messageType = packet.get(value);
        case 54 -> serverIdentifier = packet.getInt(value);
        case 67 -> bootFile = text(packet, value, length);
        default -> {}
      }
      at = value + length;
    }
    return new Offer(packet.getInt(4), messageType, serverIdentifier, bootFile);
  }

  /** The last segment of the boot file's path; servers may put directories before it. */
  String bootFileName() {
    return bootFile.substring(bootFile.lastIndexOf('/') + 1);
  }

  private static int length(ByteBuffer packet, int option) {
    return packet.get(option + 1) & 0xff;
  }

  /** Up to a NUL, which some servers end the option with too. */
  private static String text(ByteBuffer packet, int start, int maxLength) {
    int length = 0;
    while (length < maxLength && packet.get(start + length) != 0) {
      length++;
    }
    byte[] text = new byte[length];
    packet.get(start, text);
    return new String(text, StandardCharsets.US_ASCII);
  }
}
