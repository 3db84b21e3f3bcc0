package org.pixiecore.booter.recipe;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.Properties;

/**
 * By what a server recognises a version of a file (RFC 9110 section 8.8).
 *
 * @param etag the header ETag
 * @param lastModified the header Last-Modified
 */
record Validators(Optional<String> etag, Optional<String> lastModified) {

  static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

  private static final String ETAG = "etag";
  private static final String LAST_MODIFIED = "lastModified";

  static Validators of(HttpHeaders headers) {
    return new Validators(headers.firstValue("ETag"), headers.firstValue("Last-Modified"));
  }

  static Validators of(Properties properties) {
    return new Validators(
        Optional.ofNullable(properties.getProperty(ETAG)),
        Optional.ofNullable(properties.getProperty(LAST_MODIFIED)));
  }

  void put(Properties properties) {
    etag.ifPresent(value -> properties.setProperty(ETAG, value));
    lastModified.ifPresent(value -> properties.setProperty(LAST_MODIFIED, value));
  }

  /** Asks for the file only if it is another one now. */
  void revalidate(HttpRequest.Builder request) {
    etag.ifPresent(value -> request.setHeader("If-None-Match", value));
    lastModified.ifPresent(value -> request.setHeader("If-Modified-Since", value));
  }

  /** What ties a range to a version; a weak ETag cannot (RFC 9110 section 13.1.5). */
  Optional<String> forRange() {
    return etag.filter(value -> !value.startsWith("W/")).or(() -> lastModified);
  }
}
