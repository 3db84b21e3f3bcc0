package org.pixiecore.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.pixiecore.api.config.ShownSetting;

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

  /** What is in force, as it may be shown; empty if nothing is. */
  String shown() {
    String value = set.orElse(fallback);
    return value.isEmpty() ? value : ShownSetting.of(key, value, secret);
  }

  ObjectNode json() {
    return Json.object()
        .put("key", key)
        .put("description", description)
        .put("value", shown())
        .put("default", set.isEmpty());
  }
}
