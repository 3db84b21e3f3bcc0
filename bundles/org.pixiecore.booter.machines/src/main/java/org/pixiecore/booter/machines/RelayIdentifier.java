package org.pixiecore.booter.machines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An identifier of option 82 (RFC 3046), as a person writes it: hexadecimal digits, as the log
 * shows them or with colons or {@code 0x}, or the text that the octets are.
 *
 * @param octets what it may mean, as lower-case hexadecimal digits: a name like {@code cafe} is
 *     text and digits too
 */
record RelayIdentifier(Set<String> octets) {

  private static final int LONGEST = 255;
  private static final Pattern DIGITS = Pattern.compile("(?:[0-9a-f]{2})+");
  private static final Pattern MARKED =
      Pattern.compile("0x(?:[0-9a-f]{2})+|[0-9a-f]{2}(:[0-9a-f]{2})+");

  /**
   * Reads an identifier.
   *
   * @throws IllegalArgumentException if it is empty or too long
   */
  static RelayIdentifier parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String asText = HexFormat.of().formatHex(text.getBytes(UTF_8));
    if (text.isEmpty() || asText.length() > 2 * LONGEST) {
      throw new IllegalArgumentException("it has no octets, or more than " + LONGEST);
    }
    if (MARKED.matcher(lower).matches()) {
      return new RelayIdentifier(Set.of(lower.replaceFirst("^0x", "").replace(":", "")));
    }
    return new RelayIdentifier(
        DIGITS.matcher(lower).matches() ? Set.of(lower, asText) : Set.of(asText));
  }

  boolean matches(String hexadecimal) {
    return octets.contains(hexadecimal);
  }
}
