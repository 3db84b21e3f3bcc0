package org.pixiecore.console;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names by which a browser may ask for the page. Who has a name in the internet's DNS can let it
 * point to this server; the browser then takes our answers for that site's own, and its page reads
 * them. So a name is one that is not to be had there, or that an administrator named.
 */
@FunctionalInterface
interface Names {

  /** What is allowed, for people. */
  String ALLOWED = "names like pxe.example.com, local, or all";

  /** Addresses, names without a dot, and those whose endings are of no use in the internet. */
  Names LOCAL = Local::includes;

  /** Every name. */
  Names ALL = name -> true;

  /**
   * Whether a name is one of them.
   *
   * @param name as {@link #in} gives it
   */
  boolean include(String name);

  /**
   * Reads what a person writes.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Names parse(String text) {
    return switch (text) {
      case "local" -> LOCAL;
      case "all" -> ALL;
      default -> {
        if (!text.matches("[0-9A-Za-z_-]+(\\.[0-9A-Za-z_-]+)*")) {
          throw new IllegalArgumentException("\"" + text + "\" is no host's name");
        }
        yield in(text)::equals;
      }
    };
  }

  /** The name, or address, in a {@code Host} header: in small letters, without a port. */
  static String in(String host) {
    return host.strip()
        .toLowerCase(Locale.ROOT)
        .replaceFirst(":\\d*$", "")
        .replaceFirst("\\.$", "");
  }

  /** What a site's own network alone knows. */
  final class Local {

    /** RFC 6761, RFC 6762, RFC 8375, and what home routers and ICANN have for it. */
    private static final List<String> ENDINGS =
        List.of(".localhost", ".local", ".home.arpa", ".internal", ".lan");

    private static final Pattern ADDRESS =
        Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:.%]+]");

    private Local() {}

    private static boolean includes(String name) {
      return ADDRESS.matcher(name).matches()
          || !name.contains(".")
          || ENDINGS.stream().anyMatch(name::endsWith);
    }
  }
}
