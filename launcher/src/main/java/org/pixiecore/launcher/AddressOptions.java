package org.pixiecore.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * That machines get their addresses from here, too. Checked.
 *
 * @param mode {@code server} or {@code auto}, as {@code org.pixiecore.dhcp.lease} has them
 * @param ranges what addresses; at least one, in that bundle's form
 */
record AddressOptions(String mode, List<String> ranges) {

  /** The mode in which the network's own DHCP server gives addresses. */
  static final String PROXY = "proxy";

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
   * Reads what was given.
   *
   * @param spec whose options they are
   * @param mode {@link #PROXY}, {@code server} or {@code auto}
   * @param ranges empty if none are given
   * @return empty in mode {@link #PROXY}
   * @throws ParameterException if there are ranges, and nobody to give them
   */
  static Optional<AddressOptions> of(CommandSpec spec, String mode, List<String> ranges) {
    if (!mode.equals(PROXY)) {
      return Optional.of(new AddressOptions(mode, ranges.isEmpty() ? UPPER_HALF : ranges));
    }
    if (!ranges.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--dhcp-range is for --dhcp=server and --dhcp=auto: without one of them the network's own"
              + " DHCP server gives the addresses.");
    }
    return Optional.empty();
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
