package org.pixiecore.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file that a booter names: on this server, or behind an {@code http} or {@code https} URL that
 * the server fetches in the machine's stead.
 *
 * @param location an absolute {@code file}, {@code http} or {@code https} URI; its user info, if
 *     any, is a secret and never shown by {@link #toString()}
 */
public record BootFile(URI location) {

  private static final Pattern SCHEME = Pattern.compile("(?i)(file|https?)");

  public BootFile {
    if (location.getScheme() == null || !SCHEME.matcher(location.getScheme()).matches()) {
      throw new IllegalArgumentException(
          "\"" + location + "\" is no file, http or https URI, which a boot file must be");
    }
    if (isFile(location) ? location.getPath() == null : location.getHost() == null) {
      throw new IllegalArgumentException(
          "\"" + location + "\" names no " + (isFile(location) ? "path" : "host"));
    }
  }

  /**
   * Reads what a person writes: an absolute path, or a {@code file}, {@code http} or {@code https}
   * URL.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static BootFile parse(String pathOrUrl) {
    String text = pathOrUrl.strip();
    if (text.startsWith("/")) {
      return of(Path.of(text));
    }
    if (SCHEME.matcher(text.split(":", 2)[0]).matches()) {
      return new BootFile(URI.create(text));
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is neither an absolute path nor a file, http or https URL");
  }

  /** A file on this server; a relative path is taken from the working directory. */
  public static BootFile of(Path path) {
    // not Path.toUri: it looks at the disk, and adds a slash where it finds a directory
    String absolute = path.toAbsolutePath().normalize().toString();
    try {
      return new BootFile(new URI("file", null, absolute, null));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("\"" + absolute + "\" cannot be written as a URI", e);
    }
  }

  /** Whether it is on this server. */
  public boolean isLocal() {
    return isFile(location);
  }

  /**
   * Where it is on this server.
   *
   * @throws IllegalStateException if it is not {@linkplain #isLocal() local}
   */
  public Path path() {
    if (!isLocal()) {
      throw new IllegalStateException(this + " is not on this server");
    }
    return Path.of(location.getPath());
  }

  /** The last segment of the path, like {@code vmlinuz}; empty if the path ends in a slash. */
  public String name() {
    String path = location.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The path or URL, without user info and query, which may hold secrets. */
  @Override
  public String toString() {
    if (isLocal()) {
      return location.getPath();
    }
    String port = location.getPort() < 0 ? "" : ":" + location.getPort();
    return location.getScheme() + "://" + location.getHost() + port + location.getRawPath();
  }

  private static boolean isFile(URI location) {
    return location.getScheme().toLowerCase(Locale.ROOT).equals("file");
  }
}
