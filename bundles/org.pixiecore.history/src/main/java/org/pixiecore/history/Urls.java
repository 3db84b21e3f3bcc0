package org.pixiecore.history;

import java.net.URI;
import java.util.Optional;

/** URLs in what machines are told. */
final class Urls {

  private Urls() {}

  /** Host and port that a URL leads to; empty if the text is no URL of HTTP. */
  static Optional<String> authority(String text) {
    int end = text.indexOf('/', text.indexOf("://") + 3);
    try {
      // what is behind may hold ${...}, which iPXE expands
      URI uri = URI.create(end < 0 ? text : text.substring(0, end));
      if (uri.getHost() == null || !"http https".contains(String.valueOf(uri.getScheme()))) {
        return Optional.empty();
      }
      int usual = uri.getScheme().equals("https") ? 443 : 80;
      return Optional.of(uri.getHost() + " port " + (uri.getPort() < 0 ? usual : uri.getPort()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
