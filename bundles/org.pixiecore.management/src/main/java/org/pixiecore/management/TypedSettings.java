package org.pixiecore.management;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.MacPrefix;

/** Settings of booters from what a person types into a console's fields; empty text is nothing. */
final class TypedSettings {

  private TypedSettings() {}

  /**
   * The fixed booter's.
   *
   * @param kernel a path or URL
   * @param initrds likewise, with commas between
   * @param machines MAC addresses and their beginnings, with commas between
   * @throws IllegalArgumentException if something is wrong; the message is for people
   */
  static Map<String, String> boot(
      String kernel, String initrds, String commandLine, String machines) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("kernel", readable(kernel));
    put(
        settings,
        "initrd",
        String.join(", ", items(initrds).map(TypedSettings::readable).toList()));
    put(settings, "cmdline", commandLine);
    put(settings, "machines", machines(machines));
    return settings;
  }

  /** Adds a setting, unless it is empty. */
  static void put(Map<String, String> settings, String key, String value) {
    if (!value.isBlank()) {
      settings.put(key, value);
    }
  }

  /**
   * Machines as a booter's configuration names them.
   *
   * @throws IllegalArgumentException if one is none; the message is for people
   */
  static String machines(String text) {
    return String.join(", ", items(text).map(item -> MacPrefix.parse(item).toString()).toList());
  }

  private static Stream<String> items(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(item -> !item.isEmpty());
  }

  private static String readable(String text) {
    BootFile file = BootFile.parse(text);
    if (file.isLocal() && !Files.isReadable(file.path())) {
      throw new IllegalArgumentException(file + " is not there, or this server cannot read it");
    }
    return text.strip();
  }
}
