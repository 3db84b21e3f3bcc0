package org.pixiecore.booter.machines;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The IPv4 addresses that begin alike (RFC 4632).
 *
 * @param address the first of them, as a number
 * @param bits how many leading bits count, 0 to 32
 */
record Cidr(int address, int bits) {

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern FORM =
      Pattern.compile(
          OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET + "(?:/(3[0-2]|[12]?\\d))?");

  /**
   * Reads {@code 10.4.0.0/16}, or an address alone.
   *
   * @throws IllegalArgumentException if it is neither, or the address is not the first
   */
  static Cidr parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("it is no IPv4 address with or without a prefix length");
    }
    int address = 0;
    for (int octet = 1; octet <= 4; octet++) {
      address = address << 8 | Integer.parseInt(form.group(octet));
    }
    int bits = form.group(5) == null ? 32 : Integer.parseInt(form.group(5));
    Cidr cidr = new Cidr(address & mask(bits), bits);
    if (cidr.address != address) {
      throw new IllegalArgumentException("the subnet of that length begins at " + cidr);
    }
    return cidr;
  }

  boolean contains(Inet4Address other) {
    byte[] octets = other.getAddress();
    int number = 0;
    for (byte octet : octets) {
      number = number << 8 | (octet & 0xff);
    }
    return (number & mask(bits)) == address;
  }

  @Override
  public String toString() {
    byte[] octets = {
      (byte) (address >>> 24), (byte) (address >>> 16), (byte) (address >>> 8), (byte) address
    };
    try {
      return InetAddress.getByAddress(octets).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are always an address", e);
    }
  }

  /** A shift by 32 is one by none. */
  private static int mask(int bits) {
    return bits == 0 ? 0 : -1 << (32 - bits);
  }
}
