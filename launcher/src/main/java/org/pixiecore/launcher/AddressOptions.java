package org.pixiecore.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * That machines get their addresses from here, too. Checked.
 *
 * @param mode {@code server} or {@code auto}, as {@code org.pixiecore.dhcp.lease} has them
 * @param ranges what addresses; at least one, in that bundle's form
 */
record AddressOptions(String mode, List<String> ranges) {

  /** What gives addresses. */
  static final String FEATURE = "pixiecore-dhcp-server";

  /** What its configuration is called. */
  static final String PID = "org.pixiecore.dhcp.lease";

  /** Ranges for who names none: on each link the upper half of the subnet. */
  static final List<String> UPPER_HALF = List.of("upper-half");

  AddressOptions {
    ranges = List.copyOf(ranges);
  }

  /**
   * Keys and values for {@link #PID}.
   *
   * @param leaseFile where it is kept who has which address
   */
  Map<String, Object> configuration(Path leaseFile) {
    return Map.of(
        "mode", mode, "ranges", String.join(", ", ranges), "leaseFile", leaseFile.toString());
  }
}
