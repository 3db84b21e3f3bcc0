package org.pixiecore.api;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A 48-bit IEEE 802 MAC address, as in {@code chaddr} with hardware type 1 (RFC 2131 section 2).
 *
 * @param bits the address in the low 48 bits, first octet highest; from 0 to {@code 0xffffffffffff}
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {

  /** Number of octets in an address. */
  public static final int LENGTH = 6;

  private static final Pattern SEPARATED =
      Pattern.compile("(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\\1){4}[0-9a-f]{2}");
  private static final Pattern DOTTED = Pattern.compile("(?:[0-9a-f]{4}\\.){2}[0-9a-f]{4}");
  private static final Pattern BARE = Pattern.compile("[0-9a-f]{12}");

  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException(
          "a MAC address has 48 bits, not 0x" + Long.toHexString(bits));
    }
  }

  /**
   * Reads six octets.
   *
   * @param octets at least {@code offset + 6} long
   * @param offset where the first octet stands
   * @throws IndexOutOfBoundsException if there are fewer than six octets
   */
  public static MacAddress of(byte[] octets, int offset) {
    long bits = 0;
    for (int i = 0; i < LENGTH; i++) {
      bits = (bits << 8) | (octets[offset + i] & 0xff);
    }
    return new MacAddress(bits);
  }

  /**
   * Parses {@code 52:54:00:12:34:56}, {@code 52-54-00-12-34-56}, {@code 5254.0012.3456} or {@code
   * 525400123456}, in upper or lower case.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static MacAddress parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (!SEPARATED.matcher(lower).matches()
        && !DOTTED.matcher(lower).matches()
        && !BARE.matcher(lower).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no MAC address: expected six octets like 52:54:00:12:34:56");
    }
    return new MacAddress(Long.parseLong(lower.replaceAll("[:.-]", ""), 16));
  }

  /** The six octets, in the order in which they go on the wire. */
  public byte[] octets() {
    byte[] octets = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      octets[i] = (byte) (bits >>> (8 * (LENGTH - 1 - i)));
    }
    return octets;
  }

  /** The address with {@code separator} between the octets, in lower case. */
  public String toString(String separator) {
    return HexFormat.ofDelimiter(separator).formatHex(octets());
  }

  /** Octets in lower case between colons, like {@code 52:54:00:12:34:56}. */
  @Override
  public String toString() {
    return toString(":");
  }

  @Override
  public int compareTo(MacAddress other) {
    return Long.compare(bits, other.bits);
  }
}
