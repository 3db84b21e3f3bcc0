package org.pixiecore.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BooterFiles.BooterFile;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.log.UrlSecrets;

/**
 * What somebody wants one machine to boot: a file of the fixed booter's.
 *
 * @param kernel a path or URL; empty for the local disk
 * @param initrds paths and URLs
 * @param commandLine the kernel's; empty for none
 */
record BootOrder(MacAddress mac, String kernel, List<String> initrds, String commandLine) {

  static final String BOOTER = "static";

  /** Above what people's own files say, unless they chose a high ranking. */
  private static final String RANKING = "1000";

  private static final Pattern MORE_LINES = Pattern.compile("[\\r\\n]");

  /**
   * Reads what a client sent: {@code kernel}, {@code initrd} (a list) and {@code cmdline}, or
   * {@code "boot": "local"}.
   *
   * @throws IllegalArgumentException if it says nothing that can be booted; the message is for
   *     people
   */
  static BootOrder read(MacAddress mac, JsonNode json) {
    String kernel = json.path("kernel").asText().strip();
    if (kernel.isEmpty() == json.path("boot").asText().isEmpty()) {
      throw new IllegalArgumentException("Name a kernel, or \"boot\": \"local\".");
    }
    if (kernel.isEmpty()) {
      if (!json.path("boot").asText().equals("local")) {
        throw new IllegalArgumentException("Besides a kernel, \"boot\" can be \"local\" alone.");
      }
      return new BootOrder(mac, "", List.of(), "");
    }
    List<String> initrds = new ArrayList<>();
    json.path("initrd").forEach(initrd -> initrds.add(file(initrd.asText().strip())));
    return new BootOrder(mac, file(kernel), initrds, json.path("cmdline").asText().strip());
  }

  /** What this page calls a machine's file. */
  static String name(MacAddress mac) {
    return "console-" + mac.toString("");
  }

  /**
   * What a file says, without the command line, which may hold secrets.
   *
   * @param settings those of {@link #file}
   */
  static String summary(Map<String, String> settings) {
    String kernel = settings.get("kernel");
    if (kernel == null) {
      return "its local disk";
    }
    String initrds = settings.getOrDefault("initrd", "");
    return UrlSecrets.mask(kernel + (initrds.isEmpty() ? "" : " with " + initrds));
  }

  BooterFile file() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("machines", mac.toString());
    settings.put("ranking", RANKING);
    if (kernel.isEmpty()) {
      settings.put("boot", "local");
    } else {
      settings.put("kernel", kernel);
    }
    if (!initrds.isEmpty()) {
      settings.put("initrd", String.join(", ", initrds));
    }
    if (!commandLine.isEmpty()) {
      if (MORE_LINES.matcher(commandLine).find()) {
        throw new IllegalArgumentException("A command line is one line.");
      }
      settings.put("cmdline", commandLine);
    }
    return new BooterFile(BOOTER, name(mac), settings);
  }

  /** As the fixed booter will read it. */
  private static String file(String text) {
    if (text.contains(",") || MORE_LINES.matcher(text).find()) {
      throw new IllegalArgumentException("\"" + text + "\" is no file's name: it has a comma.");
    }
    BootFile file = BootFile.parse(text);
    return file.isLocal() ? file.toString() : text;
  }
}
