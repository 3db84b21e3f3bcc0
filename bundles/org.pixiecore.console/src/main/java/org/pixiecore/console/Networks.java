package org.pixiecore.console;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses that belong together. */
@FunctionalInterface
interface Networks {

  /** What is allowed, for people. */
  String ALLOWED = "networks like 192.168.1.0/24, addresses, private, or all";

  /** Those that no router of the internet knows, and this computer itself. */
  Networks PRIVATE =
      address ->
          address.isLoopbackAddress()
              || address.isLinkLocalAddress()
              || address.isSiteLocalAddress()
              || isUniqueLocal(address);

  /** Every address. */
  Networks ALL = address -> true;

  /** Whether an address is one of them. */
  boolean include(InetAddress address);

  /**
   * Reads what a person writes.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Networks parse(String text) {
    return switch (text) {
      case "private" -> PRIVATE;
      case "all" -> ALL;
      default -> Prefix.parse(text);
    };
  }

  /** RFC 4193: Java's own question knows the older fec0::/10 alone. */
  private static boolean isUniqueLocal(InetAddress address) {
    return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
  }

  /**
   * All addresses that begin alike.
   *
   * @param first any of them
   * @param bits how many bits are alike
   */
  record Prefix(InetAddress first, int bits) implements Networks {

    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]+)(?:/(\\d{1,3}))?");

    private static Prefix parse(String text) {
      var form = FORM.matcher(text);
      if (!form.matches()) {
        throw new IllegalArgumentException();
      }
      InetAddress address = address(form.group(1));
      int longest = address.getAddress().length * 8;
      int bits = form.group(2) == null ? longest : Integer.parseInt(form.group(2));
      if (bits > longest) {
        throw new IllegalArgumentException(
            "%s has %d bits, not %d".formatted(form.group(1), longest, bits));
      }
      return new Prefix(address, bits);
    }

    private static InetAddress address(String literal) {
      try {
        // without a colon or three dots it might be taken for a name, or for a short form
        if (literal.contains(":") || literal.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
          return InetAddress.getByName(literal);
        }
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("\"" + literal + "\" is no address", e);
      }
      throw new IllegalArgumentException("\"" + literal + "\" is no address");
    }

    @Override
    public boolean include(InetAddress address) {
      byte[] ours = first.getAddress();
      byte[] theirs = address.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return first.getHostAddress() + "/" + bits;
    }
  }
}
