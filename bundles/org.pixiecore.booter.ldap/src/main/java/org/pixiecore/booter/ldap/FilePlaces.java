package org.pixiecore.booter.ldap;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.config.Configuration;

/**
 * Which files entries may name. The directory is others' to write, so it names no file of this
 * server's but those that the configuration opens.
 *
 * @param directories local files are below one of them
 * @param base where relative names start: a URL that ends in a slash, which may hold {@value
 *     #NEXT_SERVER} if it holds no user info, or a directory, whose files are open too; empty if
 *     there are none
 */
record FilePlaces(List<Path> directories, Optional<String> base) {

  /** Stands in the base for the entry's next-server. */
  static final String NEXT_SERVER = "{next-server}";

  // RFC 1123 section 2.1; an IPv4 address is one in form
  private static final Pattern HOST_NAME =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9][A-Za-z0-9-]*+(?:\\.[A-Za-z0-9][A-Za-z0-9-]*+)*+");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

  private static final String BASE =
      "the absolute path of a directory, or an http or https URL, in which "
          + NEXT_SERVER
          + " may stand";

  FilePlaces {
    directories = List.copyOf(directories);
  }

  /** Reads the keys. */
  static FilePlaces read(Configuration configuration) {
    return new FilePlaces(
        configuration.list(
            "fileDirectories", "absolute paths with commas between", Configuration::absolutePath),
        Optional.ofNullable(
            configuration.value("fileBase", BASE, FilePlaces::base, (String) null)));
  }

  /**
   * The file that an entry names.
   *
   * @param name an http or https URL, a path, or a file URL
   * @param nextServer what the entry says of its server; empty for nothing
   * @throws IllegalArgumentException if it may not name that, or nothing can be made of it; the
   *     message is for people
   */
  BootFile find(String name, Optional<String> nextServer) {
    boolean absolute = name.startsWith("/") || name.matches("(?i)[a-z][a-z0-9+.-]*:.*");
    BootFile file = absolute ? BootFile.parse(name) : relative(name, nextServer);
    if (file.isLocal() && !isOpen(file.path().normalize())) {
      throw new IllegalArgumentException(
          "\"%s\" is a file of this server that is below none of fileDirectories, which are %s"
              .formatted(file, directories.isEmpty() ? "empty" : directories));
    }
    return file.isLocal() ? BootFile.of(file.path()) : file;
  }

  private BootFile relative(String name, Optional<String> nextServer) {
    String start =
        base.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + name + "\" is relative, and no fileBase says to what"));
    if (start.startsWith("/")) {
      return BootFile.of(Path.of(start).resolve(name));
    }
    if (start.contains(NEXT_SERVER)) {
      String server =
          nextServer.orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "fileBase holds " + NEXT_SERVER + ", and the entry has no next-server"));
      start = start.replace(NEXT_SERVER, host(server));
    }
    try {
      // a path may hold what a URL must not
      URI path = new URI(null, null, "/" + name, null);
      return BootFile.parse(start + path.getRawPath().substring(1));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("\"" + name + "\" can be part of no URL", e);
    }
  }

  private boolean isOpen(Path path) {
    return directories.stream().anyMatch(path::startsWith)
        || base.filter(start -> start.startsWith("/"))
            .map(Path::of)
            .filter(path::startsWith)
            .isPresent();
  }

  private static String base(String text) {
    if (text.startsWith("/")) {
      return Configuration.absolutePath(text).toString();
    }
    String slash = text.endsWith("/") ? text : text + "/";
    BootFile sample = BootFile.parse(slash.replace(NEXT_SERVER, "next-server.example"));
    if (sample.isLocal() || sample.location().getRawQuery() != null) {
      throw new IllegalArgumentException();
    }
    if (slash.contains(NEXT_SERVER) && sample.location().getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "a password beside " + NEXT_SERVER + " would go to whatever host an entry names");
    }
    return slash;
  }

  /** As it stands in a URL. */
  private static String host(String nextServer) {
    if (HOST_NAME.matcher(nextServer).matches()) {
      return nextServer;
    }
    String literal = nextServer.replaceFirst("^\\[(.*)]$", "$1");
    if (IPV6.matcher(literal).matches() && isUrl("http://[" + literal + "]/")) {
      return "[" + literal + "]";
    }
    throw new IllegalArgumentException(
        "next-server is \"" + nextServer + "\", expected is a host name or an address");
  }

  private static boolean isUrl(String text) {
    try {
      return new URI(text).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
