package org.pixiecore.dhcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes packets. Option overload is never used: there is room enough without it. */
public final class DhcpPacketWriter {

  /** Some clients and relays drop what is shorter than a BOOTP packet (RFC 1542 section 2.1). */
  public static final int SHORTEST = 300;

  private DhcpPacketWriter() {}

  /** The UDP payload of a packet, padded with zeros to {@value #SHORTEST} octets. */
  public static byte[] write(DhcpPacket packet) {
    ByteBuffer out = ByteBuffer.allocate(length(packet));
    out.put((byte) packet.op().code());
    out.put((byte) packet.htype());
    out.put((byte) packet.hlen());
    out.put((byte) packet.hops());
    out.putInt(packet.xid());
    out.putShort((short) packet.secs());
    out.putShort((short) packet.flags());
    out.put(packet.ciaddr().getAddress());
    out.put(packet.yiaddr().getAddress());
    out.put(packet.siaddr().getAddress());
    out.put(packet.giaddr().getAddress());
    packet.chaddr().write(out, 0, packet.chaddr().length());
    text(out, packet.sname(), DhcpPacket.SNAME_LENGTH);
    text(out, packet.file(), DhcpPacket.FILE_LENGTH);
    out.putInt(DhcpPacket.MAGIC_COOKIE);
    packet.options().write(out);
    return out.array();
  }

  /** How many octets {@link #write} makes of a packet. */
  public static int length(DhcpPacket packet) {
    int length = DhcpPacket.HEADER_LENGTH + Integer.BYTES + packet.options().encodedLength();
    return Math.max(SHORTEST, length);
  }

  private static void text(ByteBuffer out, String text, int fieldLength) {
    int end = out.position() + fieldLength;
    out.put(text.getBytes(StandardCharsets.ISO_8859_1)).position(end);
  }
}
