package org.pixiecore.api.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.pixiecore.api.config.Configuration;

/**
 * The certificates with which this server speaks TLS as a client. All files are PEM (RFC 7468).
 *
 * @param trusted certificates of authorities that are trusted beside those that Java trusts; empty
 *     for none
 * @param certificate this server's certificate, and those that lead to its authority; empty if it
 *     shows none
 * @param key its private key: PKCS #8, not encrypted; present just if the certificate is
 */
public record TlsFiles(Optional<Path> trusted, Optional<Path> certificate, Optional<Path> key) {

  /** What Java trusts, and no certificate of this server's. */
  public static final TlsFiles NONE =
      new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

  private static final String TRUSTED = "trustedCertificates";
  private static final String CERTIFICATE = "clientCertificate";
  private static final String KEY = "clientKey";
  private static final char[] NO_PASSWORD = {};

  /**
   * Reads the keys {@code trustedCertificates}, {@code clientCertificate} and {@code clientKey}.
   * The files themselves are not looked at.
   */
  public static TlsFiles read(Configuration configuration) {
    Optional<Path> certificate = path(configuration, CERTIFICATE);
    Optional<Path> key = path(configuration, KEY);
    if (certificate.isPresent() != key.isPresent()) {
      configuration.refuse(
          certificate.isPresent() ? KEY : CERTIFICATE,
          "a file when the other of " + CERTIFICATE + " and " + KEY + " is set");
    }
    return new TlsFiles(path(configuration, TRUSTED), certificate, key);
  }

  private static Optional<Path> path(Configuration configuration, String name) {
    return Optional.ofNullable(
        configuration.value(
            name, "the absolute path of a PEM file", Configuration::absolutePath, null));
  }

  /** The files that are named; may be empty. */
  public List<Path> files() {
    return Stream.of(trusted, certificate, key).flatMap(Optional::stream).toList();
  }

  /** What is another when one of the files was replaced, written, or came or went. */
  public List<String> state() {
    return files().stream().map(TlsFiles::state).toList();
  }

  private static String state(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      return "missing";
    }
  }

  /**
   * A context with what the files hold now.
   *
   * @throws IOException if one is not there, or holds something else; the message names it and says
   *     what was expected
   */
  public SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS with " + files() + " is not possible: " + e.getMessage(), e);
    }
  }

  private TrustManager[] trustManagers() throws IOException, GeneralSecurityException {
    TrustManagerFactory java =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    java.init((KeyStore) null);
    if (trusted.isEmpty()) {
      return java.getTrustManagers();
    }
    KeyStore authorities = emptyKeyStore();
    int count = 0;
    for (TrustManager manager : java.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        for (X509Certificate authority : x509.getAcceptedIssuers()) {
          authorities.setCertificateEntry("java-" + count++, authority);
        }
      }
    }
    for (Certificate authority : Pem.certificates(trusted.get())) {
      authorities.setCertificateEntry("trusted-" + count++, authority);
    }
    TrustManagerFactory both =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    both.init(authorities);
    return both.getTrustManagers();
  }

  private KeyManager[] keyManagers() throws IOException, GeneralSecurityException {
    if (certificate.isEmpty() || key.isEmpty()) {
      return new KeyManager[0];
    }
    List<X509Certificate> chain = Pem.certificates(certificate.get());
    PrivateKey secret = Pem.privateKey(key.get(), chain.get(0).getPublicKey().getAlgorithm());
    KeyStore own = emptyKeyStore();
    own.setKeyEntry("client", secret, NO_PASSWORD, chain.toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyKeyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
