package org.pixiecore.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pixiecore.api.config.Secret;
import org.pixiecore.api.log.UrlSecrets;

/**
 * A key of a configuration, as its bundle describes it.
 *
 * @param key like {@code port}
 * @param description for people
 * @param secret whether it is a password, token or key
 * @param fallback what serves if it is not set; empty for nothing
 * @param set what is set; empty if nothing is
 */
record ConfigurationKey(
    String key, String description, boolean secret, String fallback, Optional<String> set) {

  /**
   * Keys whose values may hold secrets: those that say so, and what machines are given to run, as
   * in the log.
   */
  private static final Pattern MAY_HOLD_SECRETS =
      Pattern.compile("(?i).*(?:password|secret|token|credential|header).*|cmdline|ipxeScript");

  private static final String HIDDEN = "(hidden)";

  /** What is in force, as it may be shown; empty if nothing is. */
  String shown() {
    String value = set.orElse(fallback);
    if (value.isEmpty()) {
      return value;
    }
    if (secret) {
      return hidden(value);
    }
    return MAY_HOLD_SECRETS.matcher(key).matches() ? HIDDEN : UrlSecrets.mask(value);
  }

  ObjectNode json() {
    return Json.object()
        .put("key", key)
        .put("description", description)
        .put("value", shown())
        .put("default", set.isEmpty());
  }

  /** Where the secret is kept may be shown. */
  private static String hidden(String value) {
    try {
      return Secret.of(value).toString();
    } catch (IllegalArgumentException e) {
      return HIDDEN;
    }
  }
}
