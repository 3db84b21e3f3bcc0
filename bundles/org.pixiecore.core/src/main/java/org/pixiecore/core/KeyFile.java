package org.pixiecore.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A file that holds 32 secret octets, made when it is first needed. */
final class KeyFile {

  static final int BYTES = 32;

  private KeyFile() {}

  /** A new key. */
  static byte[] random() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /**
   * The key in a file; if there is no such file, it is made, for its owner alone to read.
   *
   * @throws IOException if there is no key to be had; the message is for people and names the file
   */
  static byte[] loadOrCreate(Path file) throws IOException {
    byte[] key;
    try {
      if (Files.notExists(file)) {
        WholeFile.write(file, random());
      }
      key = read(file);
    } catch (IOException e) {
      // most subclasses' messages are nothing but the file's name
      throw new IOException(
          "%s can be neither read nor made (%s)".formatted(file, e.getClass().getSimpleName()), e);
    }
    if (key.length != BYTES) {
      throw new IOException(
          "%s holds no key: expected %d bytes, found %s; move it away and a new one is made"
              .formatted(file, BYTES, key.length > BYTES ? "more" : key.length));
    }
    return key;
  }

  private static byte[] read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(BYTES + 1);
    }
  }
}
