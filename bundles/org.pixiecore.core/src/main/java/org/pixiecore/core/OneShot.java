package org.pixiecore.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.MacAddress;

/**
 * A boot that a machine carries out once.
 *
 * @param mac of which machine
 * @param booter the name of the booter that ordered it
 * @param order which of its orders
 */
record OneShot(MacAddress mac, String booter, String order) {

  private static final Pattern TEXT =
      Pattern.compile("([0-9a-f]{12}) (\\d{1,9}) (.*)", Pattern.DOTALL);

  OneShot {
    booter = encodable(booter);
    order = encodable(order);
  }

  /** What a booter orders for a machine. */
  static OneShot of(MacAddress mac, String booter, BootSpec.Once once) {
    return new OneShot(
        mac, booter, once.order().isEmpty() ? BootDigest.of(once.boot()) : once.order());
  }

  /** All of it in one text. */
  String text() {
    return "%s %d %s%s".formatted(mac.toString(""), booter.length(), booter, order);
  }

  /** Reads {@link #text()}; empty for any other text. */
  static Optional<OneShot> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > matcher.group(3).length()) {
      return Optional.empty();
    }
    int end = Integer.parseInt(matcher.group(2));
    String names = matcher.group(3);
    return Optional.of(
        new OneShot(
            MacAddress.parse(matcher.group(1)), names.substring(0, end), names.substring(end)));
  }

  /** Half a surrogate pair would come back from a ticket or a file as another name. */
  private static String encodable(String name) {
    return new String(name.getBytes(UTF_8), UTF_8);
  }
}
