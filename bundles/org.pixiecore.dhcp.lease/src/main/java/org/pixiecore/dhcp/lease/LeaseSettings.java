package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Interfaces;

/**
 * What a person set.
 *
 * @param mode whether addresses are given
 * @param interfaces where, of those that machines are answered on
 * @param pools which; may be empty if there are reservations, or nothing is given
 * @param reservations addresses that are certain machines' own
 * @param routers told to the machines in whose subnet they are (option 3)
 * @param dns name servers (option 6)
 * @param domain option 15; empty for none
 * @param ntp time servers (option 42)
 * @param times how long addresses are given
 * @param probe how long an address is listened for before it is first offered; zero for not at all
 * @param leaseFile where it is kept who has which address
 */
record LeaseSettings(
    Mode mode,
    Interfaces interfaces,
    List<Pool> pools,
    Reservations reservations,
    List<Inet4Address> routers,
    List<Inet4Address> dns,
    String domain,
    List<Inet4Address> ntp,
    Times times,
    Duration probe,
    Path leaseFile) {

  /**
   * How long addresses are given.
   *
   * @param usual to a machine that does not say for how long it wants one
   * @param shortest to one that wants it for less
   * @param longest to one that wants it for more
   */
  record Times(Duration usual, Duration shortest, Duration longest) {

    /** What is between. */
    Duration granted(Duration wanted) {
      if (wanted.compareTo(shortest) < 0) {
        return shortest;
      }
      return wanted.compareTo(longest) > 0 ? longest : wanted;
    }
  }

  private static final String POOLS = "ranges";
  private static final String USUAL = "leaseTime";
  private static final String ADDRESSES = "IPv4 addresses, with commas between";
  private static final Duration PROBE = Duration.ofMillis(400);
  private static final int LONGEST_PROBE_MILLIS = 1500;
  private static final int USUAL_SECONDS = 3600;
  private static final int SHORTEST_SECONDS = 60;

  /** The longest that can be set. */
  static final Duration LONGEST_EVER = Duration.ofDays(30);

  // what option 15 takes, RFC 1035 section 2.3.1 with RFC 1123's digits
  private static final Pattern DOMAIN =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

  static LeaseSettings parse(Configuration configuration) {
    Mode mode = configuration.choice("mode", Mode.class, Mode.PROXY);
    Interfaces interfaces = Interfaces.read(configuration, "interfaces");
    List<Pool> pools = Pool.read(configuration, POOLS);
    Reservations reservations = Reservations.read(configuration, "reservations");
    if (mode != Mode.PROXY && pools.isEmpty() && reservations.isEmpty()) {
      if (configuration.problems().stream().noneMatch(problem -> problem.key().equals(POOLS))) {
        configuration.refuse(
            POOLS,
            "in mode %s, where there are no reservations: %s"
                .formatted(mode.name().toLowerCase(Locale.ROOT), Pool.ALLOWED));
      }
      mode = Mode.PROXY;
    }
    return new LeaseSettings(
        mode,
        interfaces,
        pools,
        reservations,
        configuration.list("routers", ADDRESSES, Ipv4::parse),
        configuration.list("dns", ADDRESSES, Ipv4::parse),
        configuration.value("domain", "a domain name like lab.example", LeaseSettings::domain, ""),
        configuration.list("ntp", ADDRESSES, Ipv4::parse),
        times(configuration),
        configuration.milliseconds("probe", 0, LONGEST_PROBE_MILLIS, PROBE),
        configuration.value(
            "leaseFile",
            "the path of a file",
            Path::of,
            Path.of(System.getProperty("karaf.data", "data"), "pixiecore", "leases")));
  }

  /** Whether machines are told that a service has the address, which is no machine's then. */
  boolean isOfAService(Inet4Address address) {
    return routers.contains(address) || dns.contains(address) || ntp.contains(address);
  }

  private static Times times(Configuration configuration) {
    int usual = seconds(configuration, USUAL, USUAL_SECONDS);
    // a usual time that is set alone moves the limits out of its way
    int shortest = seconds(configuration, "shortestLease", Math.min(usual, 300));
    int longest = seconds(configuration, "longestLease", Math.max(usual, 24 * 3600));
    if (usual < shortest || usual > longest) {
      configuration.refuse(USUAL, "a time from shortestLease to longestLease");
      usual = Math.min(Math.max(usual, shortest), Math.max(shortest, longest));
    }
    return new Times(
        Duration.ofSeconds(usual),
        Duration.ofSeconds(Math.min(usual, shortest)),
        Duration.ofSeconds(Math.max(usual, longest)));
  }

  private static int seconds(Configuration configuration, String key, int fallback) {
    return configuration.integer(key, SHORTEST_SECONDS, (int) LONGEST_EVER.toSeconds(), fallback);
  }

  private static String domain(String text) {
    if (!DOMAIN.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
