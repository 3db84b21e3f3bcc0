package org.pixiecore.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A port that the HTTP service listens on.
 *
 * @param address on which address; empty for every one
 * @param port from 1 to 65535
 * @param path what the service puts before its servlets' paths, without a slash at the end
 */
record Endpoint(Optional<InetAddress> address, int port, String path) {

  private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9.]+");
  private static final int HTTP_PORT = 80;

  /** The endpoints among what the service says that speak plain HTTP, which all iPXE speaks. */
  static List<Endpoint> readAll(Stream<String> urls) {
    return urls.flatMap(url -> read(url).stream()).toList();
  }

  private static Optional<Endpoint> read(String url) {
    try {
      URI uri = new URI(url);
      if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
      String path = uri.getRawPath().replaceFirst("/+$", "");
      return Optional.of(new Endpoint(address(uri.getHost()), port, path));
    } catch (URISyntaxException | UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** As a URL, with {@code *} for every address. */
  @Override
  public String toString() {
    return address.map(this::base).orElse("http://*:" + port + path);
  }

  /** Whether a machine reaches it at this address. */
  boolean serves(InetAddress server) {
    return address.isEmpty() || address.get().equals(server);
  }

  /** The URL of it at an address of this server's. */
  String base(InetAddress server) {
    String literal = server.getHostAddress();
    // a zone is this host's name for a link, and no part of a URL
    String host =
        server instanceof Inet6Address ? "[" + literal.replaceFirst("%.*", "") + "]" : literal;
    return "http://" + host + ":" + port + path;
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
