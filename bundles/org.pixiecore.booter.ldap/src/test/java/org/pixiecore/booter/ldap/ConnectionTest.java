package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.Silence;

/** Servers that are down, silent, elsewhere, or not who they should be. */
class ConnectionTest {

  private static final String LOCAL = "52:54:00:00:00:04";
  private static final String ELSEWHERE = "52:54:00:00:0e:01";

  @TempDir static Path directory;
  private static MemoryServer server;

  @BeforeAll
  static void start() throws Exception {
    Script.certificates(directory);
    server = MemoryServer.tls(directory.resolve("server.pem"), directory.resolve("server.key"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Map<String, String> settings(String servers, String... more) {
    Map<String, String> common =
        Map.of(
            "servers", servers,
            "trustedCertificates", directory.resolve("ca.pem").toString(),
            "base", "dc=example,dc=com",
            "bindDn", "cn=admin",
            "bindPassword", "admin",
            "allowPlaintextPassword", "true");
    return AskedDirectory.with(common, more);
  }

  @Test
  void byTlsAndStartTls() throws Exception {
    assertAnswers(settings(server.tlsUrl()));
    assertAnswers(settings(server.url(), "startTls", "true"));
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    try (MemoryServer other =
        MemoryServer.tls(directory.resolve("elsewhere.pem"), directory.resolve("elsewhere.key"))) {
      for (Map<String, String> settings :
          List.of(settings(other.tlsUrl()), settings(other.url(), "startTls", "true"))) {
        try (AskedDirectory asked = new AskedDirectory(settings)) {
          assertThatIOException()
              .isThrownBy(() -> asked.spec(LOCAL))
              .withMessageContaining("localhost")
              .withMessageContaining("elsewhere.example");
        }
      }
    }
  }

  @Test
  void aServerThatHasNoTlsGetsNoPassword() throws Exception {
    try (MemoryServer plain = MemoryServer.plain();
        AskedDirectory asked = new AskedDirectory(settings(plain.url(), "startTls", "true"))) {
      assertThatIOException()
          .isThrownBy(() -> asked.spec(LOCAL))
          .withMessageContaining(plain.url());
      assertThat(plain.binds()).isEmpty();
    }
  }

  @Test
  void theNextServerWhenTheFirstIsDownOrSilent() throws Exception {
    try (SilentServer silent = new SilentServer()) {
      assertAnswers(settings("ldap://localhost:" + closedPort() + ", " + server.url()));
      assertAnswers(
          settings(silent.url("ldaps") + ", " + server.tlsUrl(), "connectTimeout", "2500"));
      assertThat(silent.connections()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"ldap, false", "ldap, true", "ldaps, false"})
  void aSilentServerHoldsNobodyUpForLong(String scheme, String startTls) throws Exception {
    try (SilentServer silent = new SilentServer();
        AskedDirectory asked =
            new AskedDirectory(
                settings(silent.url(scheme), "startTls", startTls, "connectTimeout", "300"))) {
      long began = System.nanoTime();
      assertThatIOException().isThrownBy(() -> asked.spec(LOCAL));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void norOneThatSaysNothingAfterStartTls() throws Exception {
    try (SilentServer silent = new SilentServer(SilentServer.STARTTLS_ACCEPTED);
        AskedDirectory asked =
            new AskedDirectory(
                settings(silent.url("ldap"), "startTls", "true", "connectTimeout", "500"))) {
      long began = System.nanoTime();
      assertThatIOException().isThrownBy(() -> asked.spec(LOCAL)).withMessageContaining("TLS");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aServerThatTakesTheQuestionAndDoesNotAnswerIt() throws Exception {
    try (SilentServer silent = new SilentServer();
        AskedDirectory asked =
            new AskedDirectory(
                settings(
                    silent.url("ldap"),
                    "bindDn",
                    "",
                    "bindPassword",
                    "",
                    "responseTimeout",
                    "300"))) {
      long began = System.nanoTime();
      assertThatIOException().isThrownBy(() -> asked.spec(LOCAL));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @CsvSource({"ldap, cn=admin, admin", "ldaps, cn=admin, admin", "ldap, '', ''"})
  void anInterruptEndsTheQuestionAtOnce(String scheme, String dn, String password)
      throws Exception {
    String minute = "60000";
    try (SilentServer silent = new SilentServer();
        AskedDirectory asked =
            new AskedDirectory(
                settings(
                    silent.url(scheme),
                    "bindDn",
                    dn,
                    "bindPassword",
                    password,
                    "connectTimeout",
                    minute,
                    "responseTimeout",
                    minute,
                    "timeLimit",
                    minute))) {
      FutureTask<?> question = new FutureTask<>(() -> asked.spec(LOCAL));
      Thread thread = new Thread(question);
      thread.start();
      await().until(() -> silent.connections() > 0);
      thread.interrupt();
      thread.join(Duration.ofSeconds(20).toMillis());

      assertThat(question.isDone()).isTrue();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(question::get)
          .withCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aServerThatComesLaterIsNoticed() throws Exception {
    int port = closedPort();
    try (AskedDirectory asked = new AskedDirectory(settings("ldap://localhost:" + port))) {
      assertThatIOException()
          .isThrownBy(() -> asked.spec(LOCAL))
          .withMessageContaining("localhost:" + port)
          .withMessageContaining("refused");

      try (MemoryServer later = MemoryServer.plain(port)) {
        await()
            .ignoreExceptionsInstanceOf(IOException.class)
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(asked.spec(LOCAL)).contains(new LocalDisk()));
        assertThat(later.binds()).isNotEmpty();
      }
    }
  }

  @Test
  void aPasswordThatIsRenewedInItsFileServesFromTheNextConnectionOn() throws Exception {
    String dn = "cn=pixiecore,dc=example,dc=com";
    Path file = Files.writeString(directory.resolve("password"), "change me\n");
    try (MemoryServer plain = MemoryServer.plain();
        AskedDirectory asked =
            new AskedDirectory(
                settings(plain.url(), "bindDn", dn, "bindPassword", "file:" + file))) {
      assertThat(asked.spec(LOCAL)).contains(new LocalDisk());

      plain
          .server()
          .modify(
              "dn: " + dn, "changetype: modify", "replace: userPassword", "userPassword: renewed");
      Files.writeString(file, "renewed\n");
      plain.server().closeAllConnections(false);

      assertThat(asked.spec(LOCAL)).contains(new LocalDisk());
      assertThat(plain.binds()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void referralsAreFollowedOnlyWhereThatIsSet() throws Exception {
    try (MemoryServer far = MemoryServer.plain();
        MemoryServer near = MemoryServer.plain()) {
      refer(near, far);
      try (AskedDirectory asked = new AskedDirectory(settings(near.url()))) {
        assertThat(asked.spec(ELSEWHERE)).isEmpty();
        assertThat(asked.reason(ELSEWHERE)).contains("not followed", far.url());
      }
      String base = "ou=far,dc=example,dc=com";
      try (AskedDirectory asked = new AskedDirectory(settings(near.url(), "base", base))) {
        assertThatIOException()
            .isThrownBy(() -> asked.spec(ELSEWHERE))
            .withMessageContaining(far.url())
            .withMessageContaining("followReferrals");
      }
      try (AskedDirectory asked =
          new AskedDirectory(
              settings(near.url(), "followReferrals", "true", "referralCredentials", "true"))) {
        assertThat(asked.spec(ELSEWHERE)).contains(new Silence());
      }
      try (AskedDirectory asked =
          new AskedDirectory(settings(near.url() + "," + far.url(), "followReferrals", "true"))) {
        assertThat(asked.spec(ELSEWHERE)).contains(new Silence());
      }
    }
  }

  @Test
  void aServerThatIsNotConfiguredGetsNoCredentials() throws Exception {
    try (MemoryServer far = MemoryServer.plain();
        MemoryServer near = MemoryServer.plain()) {
      refer(near, far);
      String base = "ou=far,dc=example,dc=com";
      try (AskedDirectory asked =
          new AskedDirectory(settings(near.url(), "followReferrals", "true", "base", base))) {
        assertThatIOException().isThrownBy(() -> asked.spec(ELSEWHERE));
      }
      assertThat(near.binds()).containsOnly("cn=admin");
      assertThat(far.binds()).isEmpty();
    }
  }

  /** What the one has below ou=far is at the other. */
  private static void refer(MemoryServer near, MemoryServer far) throws Exception {
    String base = "ou=far,dc=example,dc=com";
    far.server()
        .add("dn: " + base, "objectClass: organizationalUnit", "objectClass: top", "ou: far");
    far.server()
        .add(
            "dn: cn=machine," + base,
            "objectClass: device",
            "objectClass: ieee802Device",
            "objectClass: bootableDevice",
            "cn: machine",
            "macAddress: " + ELSEWHERE,
            "bootParameter: boot=silent");
    near.server()
        .add(
            "dn: " + base,
            "objectClass: referral",
            "objectClass: extensibleObject",
            "ou: far",
            "ref: %s/%s".formatted(far.url(), base));
  }

  private static void assertAnswers(Map<String, String> settings) throws Exception {
    try (AskedDirectory asked = new AskedDirectory(settings)) {
      assertThat(asked.spec(LOCAL)).contains(new LocalDisk());
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
