package org.pixiecore.booter.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests in hexadecimal digits. */
final class Digests {

  private static final int PIECE = 1 << 16;

  private Digests() {}

  static String sha256(String text) {
    return HexFormat.of().formatHex(algorithm("SHA-256").digest(text.getBytes(UTF_8)));
  }

  static String of(String algorithm, Path file) throws IOException {
    MessageDigest digest = algorithm(algorithm);
    byte[] piece = new byte[PIECE];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest algorithm(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + name, e);
    }
  }
}
