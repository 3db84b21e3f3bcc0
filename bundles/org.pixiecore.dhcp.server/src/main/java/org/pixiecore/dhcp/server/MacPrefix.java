package org.pixiecore.dhcp.server;

import java.util.Locale;
import org.pixiecore.api.MacAddress;

/**
 * A MAC address, or how those of some machines begin.
 *
 * @param hex 2 to 12 hexadecimal digits in lower case, an even number of them
 */
record MacPrefix(String hex) {

  /**
   * Reads {@code 52:54:00}, {@code 52-54-00-12-34-56} or {@code 525400}, in upper or lower case.
   *
   * @throws IllegalArgumentException if it is none
   */
  static MacPrefix parse(String text) {
    String hex = text.strip().toLowerCase(Locale.ROOT).replaceAll("[:.-]", "");
    if (!hex.matches("(?:[0-9a-f]{2}){1,6}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no MAC address and no beginning of one, like 52:54:00");
    }
    return new MacPrefix(hex);
  }

  boolean matches(MacAddress mac) {
    return mac.toString("").startsWith(hex);
  }
}
