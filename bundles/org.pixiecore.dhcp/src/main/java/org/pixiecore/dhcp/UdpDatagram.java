package org.pixiecore.dhcp;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A UDP datagram with its headers, for those who read and write packets without a UDP socket (RFC
 * 791, RFC 768).
 *
 * @param source who sent it; from port 0 to 65535
 * @param destination who is to have it
 * @param payload what it holds, from its position to its limit
 */
public record UdpDatagram(
    InetSocketAddress source, InetSocketAddress destination, ByteBuffer payload) {

  /** Octets of the headers that {@link #write} makes: IPv4 without options, and UDP. */
  public static final int HEADERS_LENGTH = 28;

  private static final int IP_HEADER_LENGTH = 20;
  private static final int UDP_HEADER_LENGTH = 8;
  private static final int LONGEST_PAYLOAD = 65535 - HEADERS_LENGTH;
  private static final int VERSION_4 = 4;
  private static final int UDP = 17;
  private static final int TTL = 64;

  // offsets in the IPv4 header
  private static final int TOTAL_LENGTH = 2;
  private static final int FRAGMENT = 6;
  private static final int TIME_TO_LIVE = 8;
  private static final int PROTOCOL = 9;
  private static final int IP_CHECKSUM = 10;
  private static final int SOURCE = 12;
  private static final int DESTINATION = 16;

  // offsets in the UDP header
  private static final int DESTINATION_PORT = 2;
  private static final int LENGTH = 4;
  private static final int UDP_CHECKSUM = 6;

  private static final int DONT_FRAGMENT = 0x4000;

  /** Everything of that field but the two flags that a whole packet may have. */
  private static final int IS_FRAGMENT = 0x3fff;

  /**
   * Reads an IPv4 packet that holds a whole datagram.
   *
   * <p>A checksum that is not made yet is accepted: between the interfaces of one host (veth, a
   * bridge, a container's) the sender leaves it to hardware that is not there, and the field holds
   * the sum of the pseudo header alone.
   *
   * @param packet from its position to its limit; what follows the packet there is padding. Its
   *     position does not move, and the payload is a view of it
   * @throws MalformedPacketException if it is none, or is a fragment
   */
  public static UdpDatagram read(ByteBuffer packet) throws MalformedPacketException {
    ByteBuffer ip = packet.slice().order(ByteOrder.BIG_ENDIAN);
    if (ip.remaining() < IP_HEADER_LENGTH) {
      throw new MalformedPacketException(
          "%d octets, but an IPv4 header has at least %d"
              .formatted(ip.remaining(), IP_HEADER_LENGTH));
    }
    int version = (ip.get(0) & 0xff) >> 4;
    int headerLength = (ip.get(0) & 0xf) * Integer.BYTES;
    int totalLength = uint16(ip, TOTAL_LENGTH);
    if (version != VERSION_4 || headerLength < IP_HEADER_LENGTH) {
      throw new MalformedPacketException("no IPv4 header: it begins with " + (ip.get(0) & 0xff));
    }
    if (totalLength > ip.remaining() || totalLength < headerLength + UDP_HEADER_LENGTH) {
      throw new MalformedPacketException(
          "the IPv4 header says %d octets, of which %d are headers, and %d are there"
              .formatted(totalLength, headerLength + UDP_HEADER_LENGTH, ip.remaining()));
    }
    if (fold(sum(ip, 0, headerLength)) != 0xffff) {
      throw new MalformedPacketException("the IPv4 header's checksum is wrong");
    }
    if (ip.get(PROTOCOL) != UDP || (uint16(ip, FRAGMENT) & IS_FRAGMENT) != 0) {
      throw new MalformedPacketException("no UDP datagram, or a fragment of one");
    }
    ByteBuffer udp = ip.slice(headerLength, totalLength - headerLength).order(ByteOrder.BIG_ENDIAN);
    int length = uint16(udp, LENGTH);
    if (length < UDP_HEADER_LENGTH || length > udp.remaining()) {
      throw new MalformedPacketException(
          "the UDP header says %d octets, but %d are there".formatted(length, udp.remaining()));
    }
    int checksum = uint16(udp, UDP_CHECKSUM);
    int pseudoHeader = pseudoHeader(ip, length);
    boolean isAbsentOrNotMadeYet = checksum == 0 || checksum == fold(pseudoHeader);
    if (!isAbsentOrNotMadeYet && fold(pseudoHeader + sum(udp, 0, length)) != 0xffff) {
      throw new MalformedPacketException("the UDP checksum is wrong");
    }
    return new UdpDatagram(
        new InetSocketAddress(address(ip, SOURCE), uint16(udp, 0)),
        new InetSocketAddress(address(ip, DESTINATION), uint16(udp, DESTINATION_PORT)),
        udp.slice(UDP_HEADER_LENGTH, length - UDP_HEADER_LENGTH));
  }

  /**
   * The IPv4 packet that holds a datagram; it is not to be fragmented on its way, which firmware
   * cannot put together.
   *
   * @param source has an IPv4 address, as {@code destination} has
   * @throws IllegalArgumentException if the payload is too long for any packet
   */
  public static byte[] write(
      InetSocketAddress source, InetSocketAddress destination, byte[] payload) {
    if (payload.length > LONGEST_PAYLOAD) {
      throw new IllegalArgumentException(
          payload.length + " octets, but a datagram has at most " + LONGEST_PAYLOAD);
    }
    int length = UDP_HEADER_LENGTH + payload.length;
    ByteBuffer out = ByteBuffer.allocate(IP_HEADER_LENGTH + length);
    out.put(0, (byte) (VERSION_4 << 4 | IP_HEADER_LENGTH / Integer.BYTES));
    out.putShort(TOTAL_LENGTH, (short) out.capacity());
    out.putShort(FRAGMENT, (short) DONT_FRAGMENT);
    out.put(TIME_TO_LIVE, (byte) TTL);
    out.put(PROTOCOL, (byte) UDP);
    out.put(SOURCE, source.getAddress().getAddress());
    out.put(DESTINATION, destination.getAddress().getAddress());
    out.putShort(IP_CHECKSUM, (short) ~fold(sum(out, 0, IP_HEADER_LENGTH)));

    out.putShort(IP_HEADER_LENGTH, (short) source.getPort());
    out.putShort(IP_HEADER_LENGTH + DESTINATION_PORT, (short) destination.getPort());
    out.putShort(IP_HEADER_LENGTH + LENGTH, (short) length);
    out.put(HEADERS_LENGTH, payload);
    int checksum = fold(pseudoHeader(out, length) + sum(out, IP_HEADER_LENGTH, length)) ^ 0xffff;
    // 0 means that there is none (RFC 768)
    out.putShort(IP_HEADER_LENGTH + UDP_CHECKSUM, (short) (checksum == 0 ? 0xffff : checksum));
    return out.array();
  }

  private static int pseudoHeader(ByteBuffer ip, int udpLength) {
    return sum(ip, SOURCE, 2 * Integer.BYTES) + UDP + udpLength;
  }

  /** The sum of 16-bit words (RFC 1071), which of 64 KiB fits; an odd octet at the end is high. */
  private static int sum(ByteBuffer octets, int from, int length) {
    int sum = 0;
    for (int i = 0; i + 1 < length; i += 2) {
      sum += uint16(octets, from + i);
    }
    return length % 2 == 0 ? sum : sum + ((octets.get(from + length - 1) & 0xff) << 8);
  }

  private static int fold(int sum) {
    int once = (sum >>> 16) + (sum & 0xffff);
    return (once >>> 16) + (once & 0xffff);
  }

  private static int uint16(ByteBuffer octets, int at) {
    return octets.getShort(at) & 0xffff;
  }

  private static Inet4Address address(ByteBuffer ip, int at) {
    return DhcpPacket.address(ip.getInt(at));
  }
}
