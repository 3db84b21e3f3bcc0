package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a publisher says that a file's digest is.
 *
 * @param algorithm SHA-256 or SHA-512
 * @param digits hexadecimal, in small letters
 */
record Checksum(String algorithm, String digits) {

  static final String SHA_256 = "SHA-256";

  private static final int SHA_256_DIGITS = 64;

  /** Of that many digits: 64 or 128. */
  static Checksum of(String digits) {
    return new Checksum(
        digits.length() == SHA_256_DIGITS ? SHA_256 : "SHA-512", digits.toLowerCase(Locale.ROOT));
  }

  /**
   * Compares.
   *
   * @throws IOException if the file has another digest; the message has both
   */
  void check(Path file, String shown) throws IOException {
    String actual = Digests.of(algorithm, file);
    if (!actual.equals(digits)) {
      throw new IOException(
          "%s is refused: its %s is %s, but its publisher's list says %s"
              .formatted(shown, algorithm, actual, digits));
    }
  }
}
