package org.pixiecore.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The configuration files as people get them. Every key is commented out, with its default: {@code
 * #port = 69}; prose has a space behind the hash.
 */
final class ShippedConfiguration {

  private static final Pattern KEY = Pattern.compile("#(\\w+) =(.*)");
  private static final Pattern PROSE = Pattern.compile("|#|# .*");

  private ShippedConfiguration() {}

  /** A file's keys with their defaults; empty text for none. */
  static Map<String, String> defaults(String pid) {
    Map<String, String> defaults = new TreeMap<>();
    read(pid)
        .lines()
        .filter(line -> !PROSE.matcher(line).matches())
        .forEach(
            line -> {
              var key = KEY.matcher(line);
              if (!key.matches()) {
                throw new AssertionError(pid + ": neither prose nor a key: " + line);
              }
              defaults.put(key.group(1), key.group(2).strip());
            });
    return defaults;
  }

  private static String read(String pid) {
    try (InputStream file =
        ShippedConfiguration.class.getResourceAsStream("/cfg/" + pid + ".cfg")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
