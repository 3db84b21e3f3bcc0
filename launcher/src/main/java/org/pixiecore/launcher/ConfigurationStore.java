package org.pixiecore.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.felix.cm.file.FilePersistenceManager;
import org.osgi.framework.FrameworkUtil;

/**
 * The folder in which Felix's ConfigurationAdmin keeps all configuration, written before it starts.
 * So a bundle has its configuration from the first moment on, and values need none of the escaping
 * that cfg files ask for.
 */
final class ConfigurationStore {

  private static final Pattern TOKEN_START = Pattern.compile("(\\\\*)\\$\\[");

  private ConfigurationStore() {}

  /**
   * Writes.
   *
   * @param configuration keys and values for each PID; a factory's are named {@code FACTORY~NAME}
   */
  static void write(Path folder, Map<String, Map<String, Object>> configuration)
      throws IOException {
    FilePersistenceManager store = new FilePersistenceManager(folder.toString());
    for (Map.Entry<String, Map<String, Object>> entry : configuration.entrySet()) {
      String pid = entry.getKey();
      Map<String, Object> properties = new TreeMap<>();
      entry.getValue().forEach((key, value) -> properties.put(key, verbatim(value)));
      properties.put("service.pid", pid);
      if (pid.contains("~")) {
        properties.put("service.factoryPid", pid.substring(0, pid.indexOf('~')));
      }
      store.store(pid, FrameworkUtil.asDictionary(properties));
    }
  }

  /**
   * A value for which Karaf's interpolation plugin, which replaces {@code $[env:NAME]} and the like
   * on delivery, delivers the given one. A backslash before the token would be taken for an escape,
   * so it goes into the default of a token that nothing else is known of.
   */
  private static Object verbatim(Object value) {
    if (value instanceof String text) {
      return TOKEN_START.matcher(text).replaceAll("\\$[verbatim:;default=$1\\$][");
    }
    if (value instanceof String[] texts) {
      return Stream.of(texts).map(ConfigurationStore::verbatim).toArray(String[]::new);
    }
    return value;
  }
}
