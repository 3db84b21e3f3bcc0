package org.pixiecore.api;

import java.util.regex.Pattern;

/**
 * The machines whose MAC addresses begin alike: one machine, the cards of one maker (OUI), or any
 * other number of leading octets.
 *
 * @param octets how many leading octets count, from 1 to 6
 * @param bits those octets as in {@link MacAddress#bits()}, the rest 0
 */
public record MacPrefix(int octets, long bits) {

  private static final Pattern BEGINNING =
      Pattern.compile("[0-9a-fA-F]{2}(?:([:-])[0-9a-fA-F]{2}(?:\\1[0-9a-fA-F]{2}){0,3})?");

  /**
   * Parses a MAC address in any form that {@link MacAddress#parse} takes, or its first one to five
   * octets between colons or dashes.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static MacPrefix parse(String text) {
    if (!BEGINNING.matcher(text).matches()) {
      return new MacPrefix(MacAddress.LENGTH, MacAddress.parse(text).bits());
    }
    String digits = text.replaceAll("[:-]", "");
    int octets = digits.length() / 2;
    return new MacPrefix(octets, Long.parseLong(digits, 16) << restBits(octets));
  }

  /** Whether the address begins so. */
  public boolean matches(MacAddress mac) {
    int rest = restBits(octets);
    return mac.bits() >>> rest == bits >>> rest;
  }

  /** As people write it, like {@code 52:54:00}. */
  @Override
  public String toString() {
    return new MacAddress(bits).toString().substring(0, 3 * octets - 1);
  }

  private static int restBits(int octets) {
    return 8 * (MacAddress.LENGTH - octets);
  }
}
