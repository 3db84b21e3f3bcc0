package org.pixiecore.management;

import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixiecore.api.config.Secret;
import org.pixiecore.api.log.UrlSecrets;

/** A configuration as people may see it: without what the framework adds, and without secrets. */
final class ShownSettings {

  private static final String HIDDEN = "(hidden)";
  private static final Pattern SECRET = Pattern.compile("(?i).*(password|token|secret)");

  /** Text of the site's own, in which passwords of installers and the like stand as a rule. */
  private static final Pattern MAY_HOLD_SECRETS = Pattern.compile("cmdline|ipxeScript");

  private static final Pattern FRAMEWORK = Pattern.compile("(service|felix|component|osgi)\\..*");

  private ShownSettings() {}

  static Map<String, String> of(Dictionary<String, Object> properties) {
    Map<String, String> settings = new TreeMap<>();
    for (String key : Collections.list(properties.keys())) {
      if (!FRAMEWORK.matcher(key).matches()) {
        settings.put(key, shown(key, text(properties.get(key))));
      }
    }
    return settings;
  }

  private static String shown(String key, String value) {
    if (MAY_HOLD_SECRETS.matcher(key).matches()) {
      return value.isEmpty() ? "" : HIDDEN;
    }
    return SECRET.matcher(key).matches() ? whereKept(value) : UrlSecrets.mask(value);
  }

  private static String whereKept(String secret) {
    try {
      return Secret.of(secret).toString();
    } catch (IllegalArgumentException e) {
      return HIDDEN;
    }
  }

  private static String text(Object value) {
    return value instanceof Object[] items
        ? Stream.of(items).map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }
}
