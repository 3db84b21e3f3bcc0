package org.pixiecore.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A file of the page, as it is in this bundle. */
final class StaticFile {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "svg", "image/svg+xml");

  private final String type;
  private final byte[] content;
  private final String tag;

  private StaticFile(String type, byte[] content) {
    this.type = type;
    this.content = content;
    this.tag = tag(content);
  }

  /** Reads a file; empty if there is none of that name. */
  static Optional<StaticFile> read(String name) throws IOException {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !name.matches("[a-z]+\\.[a-z]+")) {
      return Optional.empty();
    }
    try (InputStream in = StaticFile.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        return Optional.empty();
      }
      return Optional.of(new StaticFile(type, in.readAllBytes()));
    }
  }

  /** Its media type. */
  String type() {
    return type;
  }

  int length() {
    return content.length;
  }

  /** Its strong validator (RFC 9110 section 8.8.3), by its content. */
  String tag() {
    return tag;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(content);
  }

  /** Whether a client that sends these tags in If-None-Match has it already. */
  boolean isAmong(String tags) {
    return tags != null
        && Arrays.stream(tags.split(","))
            .map(given -> given.strip().replaceFirst("^W/", ""))
            .anyMatch(given -> given.equals(tag) || given.equals("*"));
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
