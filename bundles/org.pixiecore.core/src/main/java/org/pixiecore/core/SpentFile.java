package org.pixiecore.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pixiecore.api.MacAddress;

/**
 * The file that keeps what has been booted once. A line is a boot: when it was confirmed, the MAC
 * address, the booter, the order, with blanks between, the names encoded as in a URL's query.
 *
 * @param path where it is
 */
record SpentFile(Path path) {

  private static final String HEADER =
      "# What machines have booted once: when, machine, booter, order. Pixiecore writes this file.";

  /** In octets; what is beyond was not written here. */
  private static final int LARGEST = 128 << 20;

  /**
   * What the file holds.
   *
   * @param damaged how many lines cannot be read
   */
  record Content(SpentOrders orders, int damaged) {}

  /**
   * Reads the file.
   *
   * @return nothing, if there is no such file
   * @throws IOException if it is there and cannot be read; the message is for people
   */
  Content read() throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(path)) {
      octets = in.readNBytes(LARGEST + 1);
    } catch (NoSuchFileException e) {
      return new Content(SpentOrders.NONE, 0);
    } catch (IOException e) {
      throw explained("read", e);
    }
    if (octets.length > LARGEST) {
      throw new IOException(
          "%s is larger than %d octets and cannot be what keeps what machines have booted once"
              .formatted(path, LARGEST));
    }
    // not strictly: what is no UTF-8 damages its own line alone
    String text = new String(octets, UTF_8);
    Map<OneShot, Instant> confirmed = new LinkedHashMap<>();
    int damaged = 0;
    for (String line : text.split("\n", -1)) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        String[] fields = line.split(" ", -1);
        if (fields.length != 4) {
          throw new IllegalArgumentException("not four fields");
        }
        confirmed.put(
            new OneShot(
                MacAddress.parse(fields[1]),
                URLDecoder.decode(fields[2], UTF_8),
                URLDecoder.decode(fields[3], UTF_8)),
            Instant.parse(fields[0]));
      } catch (IllegalArgumentException | DateTimeException e) {
        damaged++;
      }
    }
    return new Content(new SpentOrders(confirmed), damaged);
  }

  /**
   * Writes the file whole or not at all; on return it is on disk.
   *
   * @throws IOException with a message for people
   */
  void write(SpentOrders orders) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    orders
        .confirmed()
        .forEach(
            (boot, at) ->
                text.append(at)
                    .append(' ')
                    .append(boot.mac())
                    .append(' ')
                    .append(URLEncoder.encode(boot.booter(), UTF_8))
                    .append(' ')
                    .append(URLEncoder.encode(boot.order(), UTF_8))
                    .append('\n'));
    try {
      WholeFile.write(path, text.toString().getBytes(UTF_8));
    } catch (IOException e) {
      throw explained("written", e);
    }
  }

  /**
   * Keeps a damaged file for a person to look at; an earlier one is replaced.
   *
   * @return where it is now
   */
  Path setAside() throws IOException {
    Path aside = path.resolveSibling(path.getFileName() + ".damaged");
    try {
      return Files.copy(path, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw explained("copied to " + aside, e);
    }
  }

  private IOException explained(String attempt, IOException cause) {
    // most subclasses' messages are nothing but the file's name
    return new IOException(
        "%s, which keeps what machines have booted once, cannot be %s (%s)"
            .formatted(path, attempt, cause.getClass().getSimpleName()),
        cause);
  }
}
