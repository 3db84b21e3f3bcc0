package org.pixiecore.booter.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.log.UrlSecrets;

/**
 * Finds the files that an answer names: by absolute URL, by a reference from the API's URL (so that
 * {@code /kernel} is on the API's host, wherever its prefix is), or on this server's disk.
 *
 * <p>Of this server's files only those below some directories may be named, after every link has
 * been followed: the API need not be run by those who run this server.
 */
final class FileNames implements Function<String, BootFile> {

  // what RFC 3986 has no place for; browsers and Go encode it by themselves
  private static final Pattern UNENCODED = Pattern.compile("[ \"<>\\\\^`{|}]");

  private final URI base;
  private final List<Path> directories;

  /**
   * @param prefix the API's, without a slash at its end
   * @param directories where files on this server may be; empty for nowhere
   */
  FileNames(URI prefix, List<Path> directories) {
    this.base = URI.create(prefix + "/");
    this.directories = List.copyOf(directories);
  }

  /**
   * The file.
   *
   * @throws IllegalArgumentException if the name is none, or one that is not allowed
   * @throws UncheckedIOException if it is on this server and cannot be found there now
   */
  @Override
  public BootFile apply(String name) {
    URI location = base.resolve(parse(name.strip()));
    if ("file".equalsIgnoreCase(location.getScheme())) {
      return local(location);
    }
    return new BootFile(location);
  }

  private static URI parse(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    String encoded =
        UNENCODED
            .matcher(name)
            .replaceAll(match -> "%%%02X".formatted((int) match.group().charAt(0)));
    try {
      return new URI(encoded);
    } catch (URISyntaxException e) {
      // not as the cause: its message may have secrets
      throw new IllegalArgumentException(
          "\"" + UrlSecrets.mask(name) + "\" is no URL: " + e.getReason());
    }
  }

  private BootFile local(URI location) {
    if (directories.isEmpty()) {
      throw refused(location, "no files of this server may be named: fileDirectories is empty");
    }
    try {
      Path path = Path.of(String.valueOf(location.getPath()));
      if (!path.isAbsolute() || directories.stream().noneMatch(path.normalize()::startsWith)) {
        throw refused(location, "it is not below " + directories);
      }
      Path real = path.toRealPath();
      if (!isAllowed(real)) {
        throw refused(location, "links lead out of " + directories);
      }
      return BootFile.of(real);
    } catch (InvalidPathException e) {
      throw refused(location, "it is no path");
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("\"" + location + "\" is not there, or may not be read", e));
    }
  }

  private boolean isAllowed(Path real) {
    return directories.stream().anyMatch(directory -> isBelow(directory, real));
  }

  private static boolean isBelow(Path directory, Path real) {
    try {
      return real.startsWith(directory.toRealPath());
    } catch (IOException e) {
      // one that is not there has nothing in it; the others count
      return false;
    }
  }

  private static IllegalArgumentException refused(URI location, String reason) {
    return new IllegalArgumentException("\"" + location + "\": " + reason);
  }
}
