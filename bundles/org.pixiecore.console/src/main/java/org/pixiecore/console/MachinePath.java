package org.pixiecore.console;

import java.util.Optional;
import javax.servlet.http.HttpServletResponse;
import org.pixiecore.api.MacAddress;

/**
 * A machine in a path, and what is to be done with it.
 *
 * @param action empty to look at it
 */
record MachinePath(MacAddress mac, String action) {

  private static final String PREFIX = "/machines/";

  /**
   * Reads a path; empty if it names no machine.
   *
   * @throws RefusedException if what stands in the place of the MAC address is none
   */
  static Optional<MachinePath> parse(String path) throws RefusedException {
    if (!path.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String[] parts = path.substring(PREFIX.length()).split("/", 2);
    try {
      return Optional.of(
          new MachinePath(MacAddress.parse(parts[0]), parts.length == 2 ? parts[1] : ""));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
    }
  }
}
