package org.pixiecore.itests;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;

/**
 * A file by HTTP at the pace of a network of 100 Mbit/s, with a receive buffer so small that the
 * server is at it until the end. Anything but 200 and the whole file is an error.
 */
final class SlowDownload {

  private static final double OCTETS_PER_SECOND = 12.5e6;
  private static final int RECEIVE_BUFFER = 1 << 16;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private SlowDownload() {}

  /**
   * Fetches a file.
   *
   * @return the CRC-32 of its octets
   */
  static long checksum(URI url) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(url.toString().replaceFirst("http://[^/]*", ""), url.getAuthority())
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String status = line(in);
      if (!status.startsWith("HTTP/1.1 200 ")) {
        throw new IOException(url + " answers " + status);
      }
      return body(in, length(in), url);
    }
  }

  private static long body(InputStream in, long length, URI url) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] some = new byte[RECEIVE_BUFFER];
    long received = 0;
    long begin = System.nanoTime();
    for (int count = in.read(some); count >= 0; count = in.read(some)) {
      checksum.update(some, 0, count);
      received += count;
      long due = begin + (long) (received / OCTETS_PER_SECOND * TimeUnit.SECONDS.toNanos(1));
      LockSupport.parkNanos(due - System.nanoTime());
    }
    if (received != length) {
      throw new IOException(url + " was cut off after " + received + " of " + length);
    }
    return checksum.getValue();
  }

  private static long length(InputStream in) throws IOException {
    long length = -1;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] field = line.split(":", 2);
      if (field[0].toLowerCase(Locale.ROOT).equals("content-length")) {
        length = Long.parseLong(field[1].strip());
      }
    }
    return length;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("cut off in the header, after \"" + line + "\"");
      }
      line.append((char) octet);
    }
    return line.toString().stripTrailing();
  }
}
