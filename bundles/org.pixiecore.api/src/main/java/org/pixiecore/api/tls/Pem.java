package org.pixiecore.api.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files (RFC 7468). */
final class Pem {

  private static final int LONGEST = 1 << 20;
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  private Pem() {}

  /**
   * Every certificate in a file, in its order; never none.
   *
   * @throws IOException if there is none; the message names the file, for people
   */
  static List<X509Certificate> certificates(Path file) throws IOException {
    try {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(content(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new IOException(file + " holds no certificate; expected is PEM with at least one");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IOException(file + " holds what is no certificate in PEM", e);
    }
  }

  /**
   * The private key in a file.
   *
   * @param algorithm that of the public key that it belongs to
   * @throws IOException if there is none; the message names the file, for people
   */
  static PrivateKey privateKey(Path file, String algorithm) throws IOException {
    Matcher key = KEY.matcher(new String(content(file), US_ASCII));
    if (!key.find()) {
      throw new IOException(
          file
              + " holds no key between BEGIN PRIVATE KEY and END PRIVATE KEY, in PKCS #8 and not"
              + " encrypted: openssl pkcs8 -topk8 -nocrypt makes one of another form");
    }
    try {
      byte[] octets = Base64.getMimeDecoder().decode(key.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // not as the cause: its message may hold a part of the key
      throw new IOException(
          "the key in %s is damaged, or does not belong to the certificate, which is for %s"
              .formatted(file, algorithm));
    }
  }

  private static byte[] content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LONGEST);
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()), e);
    }
  }
}
