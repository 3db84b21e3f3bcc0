package org.pixiecore.console;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Tells a request of our own page, or of a program, from one that another site's page made a
 * browser send.
 */
final class SameOrigin {

  private SameOrigin() {}

  /**
   * Why a request that changes something is refused; empty if it is not.
   *
   * @param header a request's header by its name; null for none
   */
  static Optional<String> refusal(UnaryOperator<String> header) {
    String site = header.apply("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      return Optional.of("This request was made by another site's page.");
    }
    // scripts of other sites need our leave for it, which nobody gets; forms cannot send it
    String type = header.apply("Content-Type");
    if (type == null || !mediaType(type).equals("application/json")) {
      return Optional.of("A request that changes something has Content-Type: application/json.");
    }
    String origin = header.apply("Origin");
    if (origin != null && !isOurs(origin, header.apply("Host"))) {
      return Optional.of("This request was made by another site's page, of " + origin + ".");
    }
    return Optional.empty();
  }

  private static String mediaType(String contentType) {
    return contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  /** Host and port alone: a proxy in front of this server may have spoken TLS. */
  private static boolean isOurs(String origin, String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
