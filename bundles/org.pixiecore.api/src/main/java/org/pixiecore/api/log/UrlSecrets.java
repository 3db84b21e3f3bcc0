package org.pixiecore.api.log;

import java.util.regex.Pattern;

/** Keeps what is secret in URLs out of the sight of those who read the log. */
public final class UrlSecrets {

  // greedy, and content with one slash or none: what is refused may be no sound URL, and an
  // unencoded password may hold what ends the user info in one
  private static final Pattern USER_INFO = Pattern.compile("(?i)(https?:/*|//).*@");
  private static final Pattern QUERY =
      Pattern.compile("(?i)((?:https?:|//)[^?\\s\"]*\\?)[^\\s\"]*");

  private UrlSecrets() {}

  /**
   * Puts "…" in the place of the user info and the query of URLs.
   *
   * @param text a URL, also a wrong one, or text with URLs in it
   */
  public static String mask(String text) {
    String anonymous = USER_INFO.matcher(text).replaceAll("$1…@");
    return QUERY.matcher(anonymous).replaceAll("$1…");
  }
}
