package org.pixiecore.notify;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Whom a webhook calls.
 *
 * @param url an http or https URL
 */
record Target(URI url) {

  /**
   * Reads a URL.
   *
   * @throws IOException if it is none that can be called; the message does not show it, as it may
   *     be a secret
   */
  static Target parse(String text) throws IOException {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      // not as the cause: its message shows the URL
      throw new IOException("url is no URL");
    }
    boolean web =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!web || url.getHost() == null) {
      throw new IOException("url is no http or https URL with a host");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IOException("url has a user or a fragment, and may have neither");
    }
    return new Target(url);
  }

  /** Whether anybody on the way can read what is sent. */
  boolean inTheOpen() {
    return url.getScheme().equalsIgnoreCase("http");
  }

  /** Its host and port; the rest may be a secret. */
  @Override
  public String toString() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }
}
