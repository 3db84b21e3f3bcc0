package org.pixiecore.api.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.api.config.Configuration;

/** With certificates that openssl makes, and a server that asks for the client's. */
class TlsFilesTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    for (String algorithm : List.of("rsa:2048", "ec")) {
      String name = algorithm.replaceAll(":.*", "");
      openssl(
          Stream.concat(
              Stream.of("req", "-x509", "-newkey", algorithm, "-noenc", "-days", "2"),
              Stream.concat(
                  name.equals("ec")
                      ? Stream.of("-pkeyopt", "ec_paramgen_curve:prime256v1")
                      : Stream.empty(),
                  Stream.of(
                      "-subj",
                      "/CN=" + name,
                      "-addext",
                      "subjectAltName=IP:127.0.0.1",
                      "-keyout",
                      folder.resolve(name + ".key").toString(),
                      "-out",
                      folder.resolve(name + ".pem").toString()))));
    }
    Files.writeString(folder.resolve("garbage"), "nothing of the kind");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aServerWithAPrivateAuthorityKnowsTheClientByItsCertificate(String server, String client)
      throws Exception {
    HttpsServer https = listen(files(client, server));
    try {
      assertThat(get(https, files(server, client))).isEqualTo("CN=" + client);
    } finally {
      https.stop(0);
    }
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Arguments.of("rsa", "ec"), Arguments.of("ec", "rsa"));
  }

  @Test
  void anAuthorityThatIsNotGivenIsNotTrusted() throws Exception {
    HttpsServer https = listen(files("rsa", "ec"));
    try {
      assertThatIOException().isThrownBy(() -> get(https, TlsFiles.NONE));
    } finally {
      https.stop(0);
    }
  }

  @Test
  void javasOwnAuthoritiesStayTrusted() {
    assertThatCode(TlsFiles.NONE::context).doesNotThrowAnyException();
  }

  @Test
  void whatIsWrongWithAFileIsSaid() {
    Path missing = folder.resolve("missing");
    Path garbage = folder.resolve("garbage");
    Path certificate = folder.resolve("rsa.pem");
    Path otherKey = folder.resolve("ec.key");

    assertThatIOException()
        .isThrownBy(trusting(missing)::context)
        .withMessageContaining(missing.toString());
    assertThatIOException()
        .isThrownBy(trusting(garbage)::context)
        .withMessageContaining(garbage.toString())
        .withMessageContaining("certificate");
    assertThatIOException()
        .isThrownBy(showing(certificate, garbage)::context)
        .withMessageContaining("PKCS #8");
    assertThatIOException()
        .isThrownBy(showing(certificate, otherKey)::context)
        .withMessageContaining(otherKey.toString());
  }

  @Test
  void aCertificateNeedsItsKey() {
    Configuration configuration = new Configuration(Map.of("clientCertificate", "/etc/c.pem"));
    TlsFiles.read(configuration);

    assertThat(configuration.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.key()).isEqualTo("clientKey"));
  }

  @Test
  void theKeysOfAConfigurationAreRead() {
    Configuration configuration =
        new Configuration(
            Map.of(
                "trustedCertificates", "/etc/ca.pem",
                "clientCertificate", "/etc/c.pem",
                "clientKey", "/etc/c.key"));

    assertThat(TlsFiles.read(configuration).files())
        .containsExactly(Path.of("/etc/ca.pem"), Path.of("/etc/c.pem"), Path.of("/etc/c.key"));
    assertThat(configuration.problems()).isEmpty();
  }

  private static TlsFiles files(String trusted, String own) {
    return new TlsFiles(
        Optional.of(folder.resolve(trusted + ".pem")),
        Optional.of(folder.resolve(own + ".pem")),
        Optional.of(folder.resolve(own + ".key")));
  }

  private static TlsFiles trusting(Path file) {
    return new TlsFiles(Optional.of(file), Optional.empty(), Optional.empty());
  }

  private static TlsFiles showing(Path certificate, Path key) {
    return new TlsFiles(Optional.empty(), Optional.of(certificate), Optional.of(key));
  }

  private static HttpsServer listen(TlsFiles files) throws IOException {
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext context = files.context();
    https.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            var ssl = context.getDefaultSSLParameters();
            ssl.setNeedClientAuth(true);
            parameters.setSSLParameters(ssl);
          }
        });
    https.createContext(
        "/",
        exchange -> {
          var session = ((HttpsExchange) exchange).getSSLSession();
          byte[] name = session.getPeerPrincipal().getName().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, name.length);
          exchange.getResponseBody().write(name);
          exchange.close();
        });
    https.start();
    return https;
  }

  private static String get(HttpsServer https, TlsFiles files) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(files.context()).build();
    URI uri = URI.create("https://127.0.0.1:" + https.getAddress().getPort() + "/");
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private static void openssl(Stream<String> arguments) throws Exception {
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of("openssl"), arguments).toList())
            .redirectErrorStream(true)
            .start();
    try (InputStream output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
  }
}
