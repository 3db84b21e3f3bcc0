package org.pixiecore.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pixiecore.api.status.ListeningPort;

/**
 * A port that the HTTP service listens on.
 *
 * @param scheme {@code http} or {@code https}
 * @param address on which address; empty for every one
 * @param port from 1 to 65535
 * @param path what the service puts before its servlets' paths, without a slash at the end
 */
record Endpoint(String scheme, Optional<InetAddress> address, int port, String path) {

  private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9.]+");
  private static final String HTTP = "http";
  private static final Map<String, Integer> DEFAULT_PORTS = Map.of(HTTP, 80, "https", 443);

  /** The endpoints among what the service says. */
  static List<Endpoint> readAll(Stream<String> urls) {
    return urls.flatMap(url -> read(url).stream()).toList();
  }

  private static Optional<Endpoint> read(String url) {
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (!DEFAULT_PORTS.containsKey(scheme) || uri.getHost() == null) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? DEFAULT_PORTS.get(scheme) : uri.getPort();
      String path = uri.getRawPath().replaceFirst("/+$", "");
      return Optional.of(new Endpoint(scheme, address(uri.getHost()), port, path));
    } catch (URISyntaxException | UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** As a URL, with {@code *} for every address. */
  @Override
  public String toString() {
    return address.map(this::base).orElse(scheme + "://*:" + port + path);
  }

  /** Whether it speaks plain HTTP, which all iPXE speaks. */
  boolean isPlain() {
    return scheme.equals(HTTP);
  }

  /** Whether a machine can boot from it at this address. */
  boolean serves(InetAddress server) {
    return isPlain() && (address.isEmpty() || address.get().equals(server));
  }

  /**
   * How it is, for people.
   *
   * @param problem why machines do not find there what they need; empty if they do
   */
  ListeningPort state(Optional<String> problem) {
    return new ListeningPort(
        scheme.toUpperCase(Locale.ROOT),
        port,
        address.map(InetAddress::getHostAddress).orElse("*"),
        path.isEmpty() ? Optional.empty() : Optional.of("below " + path),
        problem);
  }

  /** The URL of it at an address of this server's. */
  String base(InetAddress server) {
    String literal = server.getHostAddress();
    // a zone is this host's name for a link, and no part of a URL
    String host =
        server instanceof Inet6Address ? "[" + literal.replaceFirst("%.*", "") + "]" : literal;
    return scheme + "://" + host + ":" + port + path;
  }

  /** A name says nothing without asking DNS, and a receive loop has no time for that. */
  private static Optional<InetAddress> address(String host) throws UnknownHostException {
    if (!LITERAL.matcher(host).matches()) {
      return Optional.empty();
    }
    InetAddress address = InetAddress.getByName(host);
    return address.isAnyLocalAddress() ? Optional.empty() : Optional.of(address);
  }
}
