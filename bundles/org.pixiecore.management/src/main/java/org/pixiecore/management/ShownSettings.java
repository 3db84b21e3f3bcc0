package org.pixiecore.management;

import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixiecore.api.config.ShownSetting;

/** A configuration as people may see it: without what the framework adds, and without secrets. */
final class ShownSettings {

  /** The keys of booters that hold a secret, or say where it is. */
  private static final Pattern SECRET = Pattern.compile("(?i).*(password|token|secret)");

  private static final Pattern FRAMEWORK = Pattern.compile("(service|felix|component|osgi)\\..*");

  private ShownSettings() {}

  static Map<String, String> of(Dictionary<String, Object> properties) {
    Map<String, String> settings = new TreeMap<>();
    for (String key : Collections.list(properties.keys())) {
      if (!FRAMEWORK.matcher(key).matches()) {
        settings.put(
            key, ShownSetting.of(key, text(properties.get(key)), SECRET.matcher(key).matches()));
      }
    }
    return settings;
  }

  private static String text(Object value) {
    return value instanceof Object[] items
        ? Stream.of(items).map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }
}
