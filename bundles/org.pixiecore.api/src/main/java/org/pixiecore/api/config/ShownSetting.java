package org.pixiecore.api.config;

import java.util.regex.Pattern;
import org.pixiecore.api.log.UrlSecrets;

/** The value of a setting as people may see it, in a table or on a page: without secrets. */
public final class ShownSetting {

  /** Keys that say so, and what machines are given to run, in which installers' passwords stand. */
  private static final Pattern MAY_HOLD_SECRETS =
      Pattern.compile("(?i).*(?:password|secret|token|credential|header).*|cmdline|ipxeScript");

  private static final String HIDDEN = "(hidden)";

  private ShownSetting() {}

  /**
   * What is shown of a value.
   *
   * @param secret whether the key is known to hold a {@link Secret}: then it is shown where that is
   *     kept
   */
  public static String of(String key, String value, boolean secret) {
    if (secret) {
      return whereKept(value);
    }
    if (MAY_HOLD_SECRETS.matcher(key).matches()) {
      return value.isEmpty() ? "" : HIDDEN;
    }
    return UrlSecrets.mask(value);
  }

  private static String whereKept(String secret) {
    try {
      return Secret.of(secret).toString();
    } catch (IllegalArgumentException e) {
      return HIDDEN;
    }
  }
}
