package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.tls.TlsFiles;

/** A kernel behind https, with an authority of one's own and a server that wants a certificate. */
@Timeout(300)
class RemoteTlsTest {

  private static final byte[] KERNEL = "a kernel".getBytes(UTF_8);

  @TempDir private static Path made;

  @TempDir private Path folder;
  private LiveHttpSettings settings;
  private HttpsServer origin;
  private TestServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-noenc",
                "-days",
                "2",
                "-subj",
                "/CN=origin",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                made.resolve("key").toString(),
                "-out",
                made.resolve("certificate").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(openssl.getInputStream().readAllBytes(), UTF_8);
    assertThat(openssl.waitFor()).as(said).isZero();
    Files.writeString(made.resolve("garbage"), "nothing of the kind");
  }

  @BeforeEach
  void start() throws Exception {
    origin = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Optional<Path> certificate = Optional.of(made.resolve("certificate"));
    origin.setHttpsConfigurator(
        new HttpsConfigurator(
            new TlsFiles(certificate, certificate, Optional.of(made.resolve("key"))).context()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters mutual = getSSLContext().getDefaultSSLParameters();
            mutual.setNeedClientAuth(true);
            parameters.setSSLParameters(mutual);
          }
        });
    origin.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, KERNEL.length);
          exchange.getResponseBody().write(KERNEL);
          exchange.close();
        });
    origin.start();
  }

  @AfterEach
  void stop() throws Exception {
    origin.stop(0);
    server.stop();
  }

  @Test
  void certificatesHoldAsSoonAsTheyAreConfigured() throws Exception {
    serve(Map.of());
    assertThat(kernel().statusCode()).isEqualTo(502);

    settings.modified(configuration(made.resolve("certificate")));
    assertThat(kernel().body()).isEqualTo(KERNEL);
  }

  @Test
  void aWrongFileLeavesTheLastGoodOnesInForce() throws Exception {
    serve(configuration(made.resolve("certificate")));
    assertThat(kernel().body()).isEqualTo(KERNEL);

    for (String wrong : new String[] {"garbage", "missing"}) {
      settings.modified(configuration(made.resolve(wrong)));
      assertThat(kernel().body()).as(wrong).isEqualTo(KERNEL);
    }
  }

  @Test
  void aFileThatIsWrongFromTheStartHoldsWhenItIsMended() throws Exception {
    Path trusted = folder.resolve("trusted");
    copy("garbage", trusted, Instant.EPOCH);
    serve(configuration(trusted));
    assertThat(kernel().statusCode()).isEqualTo(502);

    copy("certificate", trusted, Instant.EPOCH.plusSeconds(1));
    assertThat(kernel().body()).isEqualTo(KERNEL);
  }

  private static void copy(String from, Path to, Instant modified) throws IOException {
    Files.copy(made.resolve(from), to, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(to, FileTime.from(modified));
  }

  private static Map<String, Object> configuration(Path trusted) {
    return Map.of(
        "trustedCertificates",
        trusted.toString(),
        "clientCertificate",
        made.resolve("certificate").toString(),
        "clientKey",
        made.resolve("key").toString());
  }

  private void serve(Map<String, Object> configuration) throws Exception {
    settings = new LiveHttpSettings(new HashMap<>(configuration));
    FileServlet servlet = new FileServlet(settings, new ServedPaths(), new BootReports());
    servlet.files = TestServer.SEAL;
    server = new TestServer().with(ServerUrls.FILE_PATH + "/*", servlet).start();
  }

  private HttpResponse<byte[]> kernel() throws Exception {
    int port = origin.getAddress().getPort();
    return server.get(server.url(BootFile.parse("https://127.0.0.1:" + port + "/vmlinuz")));
  }
}
