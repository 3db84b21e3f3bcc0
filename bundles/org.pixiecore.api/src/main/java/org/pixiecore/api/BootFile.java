package org.pixiecore.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.pixiecore.api.log.UrlSecrets;

/**
 * A file that a booter names: on this server, or behind an {@code http} or {@code https} URL that
 * the server fetches in the machine's stead.
 *
 * @param location an absolute {@code file}, {@code http} or {@code https} URI; its user info, if
 *     any, is a secret and never shown by {@link #toString()}
 */
public record BootFile(URI location) {

  private static final Pattern SCHEME = Pattern.compile("(?i)(file|https?)");

  private static final int MAX_PORT = 65535;

  /**
   * Checks the location.
   *
   * @throws IllegalArgumentException if it is no such URI, a file's path is none that this system
   *     can have, or a host or port is none; the message is without user info and query
   */
  public BootFile {
    Objects.requireNonNull(location, "location");
    if (location.getScheme() == null || !SCHEME.matcher(location.getScheme()).matches()) {
      throw refused(location, "is no file, http or https URI, which a boot file must be");
    }
    if (isFile(location)) {
      checkPath(location);
    } else {
      checkServer(location);
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
      return new BootFile(uri(text));
    }
    throw refused(text, "is neither an absolute path nor a file, http or https URL");
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

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // not as the cause: its message has the secrets
      throw refused(text, "is no URL: " + e.getReason());
    }
  }

  private static void checkPath(URI location) {
    if (location.getPath() == null) {
      throw refused(location, "names no path");
    }
    try {
      Path unused = Path.of(location.getPath());
    } catch (InvalidPathException e) {
      throw refused(location, "names no path of this system: " + e.getReason());
    }
  }

  private static void checkServer(URI location) {
    if (location.getRawAuthority() == null) {
      throw refused(location, "names no host");
    }
    if (location.getHost() == null) {
      throw refused(
          location,
          "names no host that a URL can have: a host name has letters, digits, dots and hyphens,"
              + " and a port is a number");
    }
    if (location.getPort() == 0 || location.getPort() > MAX_PORT) {
      throw refused(location, "has port " + location.getPort() + ", not one from 1 to " + MAX_PORT);
    }
  }

  private static IllegalArgumentException refused(Object location, String reason) {
    return new IllegalArgumentException(
        "\"" + UrlSecrets.mask(location.toString()) + "\" " + reason);
  }

  private static boolean isFile(URI location) {
    return location.getScheme().toLowerCase(Locale.ROOT).equals("file");
  }
}
