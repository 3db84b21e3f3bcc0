package org.pixiecore.dhcp.lease;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixiecore.api.config.Configuration;

/** Which addresses may be given out, as a person said it. */
sealed interface Pool {

  /** What a configuration may say, for people. */
  String ALLOWED =
      "ranges like 10.0.0.100-10.0.0.200 or 10.0.0.128/25, for a relay's subnet with its prefix"
          + " length, like 10.1.0.100-10.1.0.200/24, and upper-half, with commas between";

  /** How {@link UpperHalf} is written. */
  String UPPER_HALF = "upper-half";

  /** How many addresses one range holds at most: memory is kept for each. */
  int MOST = 1 << 16;

  /**
   * These.
   *
   * @param subnet what they lie in, for machines behind a relay; empty if only the subnets of this
   *     server's own interfaces are meant
   */
  record Between(AddressRange range, Optional<Subnet> subnet) implements Pool {}

  /** On each of this server's links, the upper half of its subnet. */
  record UpperHalf() implements Pool {}

  /** Reads the choice from a configuration. */
  static List<Pool> read(Configuration configuration, String key) {
    return configuration.list(key, ALLOWED, Text::parse);
  }

  /** How a pool is written. */
  final class Text {

    private static final String ADDRESS = "(\\d+\\.\\d+\\.\\d+\\.\\d+)";
    private static final Pattern RANGE =
        Pattern.compile(ADDRESS + "(?:\\s*-\\s*" + ADDRESS + ")?(?:/(\\d{1,2}))?");

    private Text() {}

    private static Pool parse(String text) {
      if (text.equalsIgnoreCase(UPPER_HALF)) {
        return new UpperHalf();
      }
      Matcher matcher = RANGE.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException();
      }
      String prefix = matcher.group(3);
      Optional<Subnet> subnet =
          Optional.ofNullable(prefix)
              .map(length -> subnet(matcher.group(1), Integer.parseInt(length)));
      long first = Ipv4.number(Ipv4.parse(matcher.group(1)));
      AddressRange range;
      if (matcher.group(2) != null) {
        range = new AddressRange(first, Ipv4.number(Ipv4.parse(matcher.group(2))));
      } else if (subnet.isPresent()) {
        range = subnet.flatMap(Subnet::hosts).orElseThrow(IllegalArgumentException::new);
      } else {
        range = new AddressRange(first, first);
      }
      if (range.size() > MOST) {
        throw new IllegalArgumentException(
            "%s are %d addresses, and a range has %d at most".formatted(range, range.size(), MOST));
      }
      if (subnet.isPresent() && !subnet.get().contains(Ipv4.address(range.last()))) {
        throw new IllegalArgumentException(range + " is not inside " + subnet.get());
      }
      return new Between(range, subnet);
    }

    private static Subnet subnet(String address, int prefixLength) {
      if (prefixLength > Integer.SIZE) {
        throw new IllegalArgumentException("a prefix length is 0 to 32, not " + prefixLength);
      }
      return Subnet.of(Ipv4.parse(address), prefixLength);
    }
  }
}
