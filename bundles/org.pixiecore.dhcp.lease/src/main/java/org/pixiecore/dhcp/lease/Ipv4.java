package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 addresses as numbers from 0 to 2^32 - 1, which have an order and neighbours. */
final class Ipv4 {

  private static final Pattern LITERAL =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  private Ipv4() {}

  static long number(Inet4Address address) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(address.getAddress()).getInt());
  }

  static Inet4Address address(long number) {
    try {
      byte[] octets = ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array();
      return (Inet4Address) InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new AssertionError("four octets are an IPv4 address", e);
    }
  }

  /**
   * Reads four decimal numbers with dots between; asks no name server.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Inet4Address parse(String text) {
    Matcher matcher = LITERAL.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no IPv4 address");
    }
    long number = 0;
    for (int group = 1; group <= matcher.groupCount(); group++) {
      int octet = Integer.parseInt(matcher.group(group));
      if (octet > 255) {
        throw new IllegalArgumentException("\"" + text + "\" is no IPv4 address");
      }
      number = number << 8 | octet;
    }
    return address(number);
  }

  /** Whether it can be one host's: of class A to C, and not this host's own loopback. */
  static boolean isHost(Inet4Address address) {
    int firstOctet = address.getAddress()[0] & 0xff;
    return firstOctet != 0 && firstOctet != 127 && firstOctet < 224;
  }
}
