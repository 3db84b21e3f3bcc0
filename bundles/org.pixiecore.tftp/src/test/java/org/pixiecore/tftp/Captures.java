package org.pixiecore.tftp;

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

/** What real firmware sent: hex, with comment lines that tell their origin. */
final class Captures {

  private Captures() {}

  /** Every capture of an RRQ. */
  static List<Path> requests() {
    return all().stream().filter(file -> file.toString().contains("-rrq")).toList();
  }

  static List<Path> all() {
    try (Stream<Path> files =
        Files.list(Path.of(Captures.class.getResource("/captures").toURI()))) {
      return files.filter(file -> file.toString().endsWith(".hex")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] octets(Path capture) throws IOException {
    String hex =
        Files.readAllLines(capture).stream()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining())
            .replaceAll("\\s", "");
    return HexFormat.of().parseHex(hex);
  }

  static TftpPacket read(String name) throws IOException, MalformedPacketException {
    Path capture =
        all().stream().filter(path -> path.endsWith(name + ".hex")).findFirst().orElseThrow();
    return TftpReader.read(ByteBuffer.wrap(octets(capture)));
  }
}
