package org.pixiecore.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;

/**
 * The URLs at which machines fetch the files that booters named, and say that they booted.
 *
 * @param base like {@code http://192.168.1.5:8181}, without a slash at the end
 */
public record FileUrls(String base) {

  /** Below it stand a {@linkplain SealedFiles#seal token} and a name for people. */
  public static final String FILE_PATH = "/pixiecore/file";

  /** Below it stands a {@linkplain OneShots#confirm ticket}, or nothing. */
  public static final String CONFIRM_PATH = "/pixiecore/confirm";

  /** The query's key for the MAC address of the machine that fetches. */
  public static final String MAC = "mac";

  /**
   * Where a file is.
   *
   * @param token what it is sealed in
   * @param name for people to see while it is loaded
   */
  public String file(String token, String name) {
    return base + FILE_PATH + "/" + token + "/" + segment(name);
  }

  /** Where a file is, for a machine to be named in the log. */
  public String file(String token, String name, MacAddress mac) {
    return file(token, name) + "?" + MAC + "=" + mac;
  }

  /**
   * What a machine fetches when it has booted.
   *
   * @param ticket what is spent by that; empty for nothing
   */
  public String confirm(Optional<String> ticket) {
    String url = base + CONFIRM_PATH;
    return ticket
        .map(text -> url + "/" + URLEncoder.encode(text, UTF_8).replace("+", "%20"))
        .orElse(url);
  }

  /** A name as a path segment that no client and no server takes for anything else. */
  public static String segment(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return safe.matches("\\.*") ? "file" : safe;
  }
}
