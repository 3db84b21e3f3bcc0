package org.pixiecore.dhcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What real clients sent; each file says in its head which client, where to, and its origin. */
final class Captures {

  private Captures() {}

  static List<String> names() {
    try (Stream<Path> files = Files.list(directory())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] octets(String name) {
    try (Stream<String> lines = Files.lines(directory().resolve(name))) {
      String hex =
          lines
              .filter(line -> !line.startsWith("#"))
              .collect(Collectors.joining())
              .replace(" ", "");
      return HexFormat.of().parseHex(hex);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DhcpPacket packet(String name) throws MalformedPacketException {
    return DhcpPacketReader.read(ByteBuffer.wrap(octets(name)));
  }

  private static Path directory() {
    try {
      return Path.of(Captures.class.getResource("/captures").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
