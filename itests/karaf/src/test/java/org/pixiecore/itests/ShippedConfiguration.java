package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.framework.FrameworkUtil;

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

  /** The keys, and what stands behind them, of the one file that is shipped for a factory. */
  static Map<String, String> example(String factoryPid) {
    List<URL> files =
        Collections.list(
            FrameworkUtil.getBundle(ShippedConfiguration.class)
                .findEntries("cfg", factoryPid + "-*.cfg", false));
    assertThat(files).as(factoryPid).hasSize(1);
    return defaults(files.get(0).getPath().replaceAll(".*/|\\.cfg$", ""));
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
