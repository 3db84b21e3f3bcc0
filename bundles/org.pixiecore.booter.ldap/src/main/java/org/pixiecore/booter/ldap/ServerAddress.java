package org.pixiecore.booter.ldap;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A directory server.
 *
 * @param host a name or a literal address, an IPv6 one without brackets
 * @param port from 1 to 65535
 * @param tls whether TLS comes before LDAP ({@code ldaps})
 */
record ServerAddress(String host, int port, boolean tls) {

  /** What a configuration may say, for people. */
  static final String ALLOWED =
      "ldap://HOST:PORT or ldaps://HOST:PORT, with commas between several";

  private static final int LDAP_PORT = 389;
  private static final int LDAPS_PORT = 636;
  private static final int MAX_PORT = 65535;

  ServerAddress {
    host = host.toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a URL; without a port it means 389 or, with TLS, 636.
   *
   * @throws IllegalArgumentException if it is none, or names more than a server; the message says
   *     what
   */
  static ServerAddress parse(String url) {
    URI uri = uri(url);
    boolean tls = "ldaps".equalsIgnoreCase(uri.getScheme());
    if (!tls && !"ldap".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("it begins with neither ldap:// nor ldaps://");
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
      throw new IllegalArgumentException("it names no host, or no port from 1 to " + MAX_PORT);
    }
    boolean more = uri.getRawQuery() != null || uri.getRawFragment() != null;
    if (uri.getRawUserInfo() != null || more || !uri.getRawPath().matches("/?")) {
      throw new IllegalArgumentException(
          "it names more than a server: what is searched, and who binds, have keys of their own");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : defaultPort(tls);
    return new ServerAddress(uri.getHost().replaceAll("[\\[\\]]", ""), port, tls);
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is no URL: " + e.getReason(), e);
    }
  }

  private static int defaultPort(boolean tls) {
    return tls ? LDAPS_PORT : LDAP_PORT;
  }

  /** The URL. */
  @Override
  public String toString() {
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return (tls ? "ldaps://" : "ldap://") + literal + ":" + port;
  }
}
