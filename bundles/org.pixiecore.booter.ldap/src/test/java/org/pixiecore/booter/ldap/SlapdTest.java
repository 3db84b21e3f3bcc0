package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.BootSpec.LocalDisk;

/** The samples on OpenLDAP's server, and every way to it. */
class SlapdTest implements SamplesContract {

  private static final String LOCAL = "52:54:00:00:00:04";
  private static final String PASSWORD = "change me";

  @TempDir static Path directory;
  private static Slapd slapd;

  @BeforeAll
  static void start() throws Exception {
    Script.certificates(directory);
    slapd = new Slapd(directory);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    slapd.stop();
  }

  @Override
  public Map<String, String> server() {
    return Map.of(
        "servers",
        slapd.tlsUrl(),
        "trustedCertificates",
        pem("ca.pem"),
        "bindDn",
        "cn=pixiecore,dc=example,dc=com",
        "bindPassword",
        PASSWORD);
  }

  private Map<String, String> with(String... keysAndValues) {
    return AskedDirectory.with(
        AskedDirectory.with(server(), "base", "ou=machines,dc=example,dc=com"), keysAndValues);
  }

  @Test
  void byStartTls() throws Exception {
    assertAnswers(with("servers", slapd.url(), "startTls", "true"));
  }

  @Test
  void withoutTlsWhereThatIsAllowed() throws Exception {
    assertAnswers(with("servers", slapd.url(), "allowPlaintextPassword", "true"));
  }

  @Test
  void byTheClientCertificate() throws Exception {
    for (Map<String, String> server :
        List.of(with(), with("servers", slapd.url(), "startTls", "true"))) {
      assertAnswers(
          AskedDirectory.with(
              server,
              "saslExternal",
              "true",
              "bindDn",
              "",
              "bindPassword",
              "",
              "clientCertificate",
              pem("client.pem"),
              "clientKey",
              pem("client.key")));
    }
  }

  @Test
  void aPasswordThatIsNotIt() throws Exception {
    try (AskedDirectory asked = new AskedDirectory(with("bindPassword", "not it"))) {
      assertThatIOException()
          .isThrownBy(() -> asked.spec(LOCAL))
          .withMessageContaining("invalid credentials")
          .withMessageNotContaining("not it");
    }
  }

  @Test
  void anAuthorityThatIsNotTrusted() throws Exception {
    try (AskedDirectory asked = new AskedDirectory(with("trustedCertificates", ""))) {
      assertThatIOException()
          .isThrownBy(() -> asked.spec(LOCAL))
          .withMessageContaining(slapd.tlsUrl())
          .withMessageContaining("certificat");
    }
  }

  @Test
  void whoMayNotReadIsToldThatThereIsNothing() throws Exception {
    try (AskedDirectory asked = new AskedDirectory(with("bindDn", "", "bindPassword", ""))) {
      assertThatIOException()
          .isThrownBy(() -> asked.spec(LOCAL))
          .withMessageContaining("no such object")
          .withMessageContaining("ou=machines,dc=example,dc=com");
    }
  }

  @Test
  void killedAndStartedUnderLoad() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger answers = new AtomicInteger();
    AtomicInteger failures = new AtomicInteger();
    ExecutorService askers = Executors.newFixedThreadPool(4);
    List<Future<?>> asking = new ArrayList<>();
    try (AskedDirectory asked = new AskedDirectory(with())) {
      for (int i = 0; i < 4; i++) {
        asking.add(askers.submit(() -> ask(asked, done, answers, failures)));
      }
      for (int round = 0; round < 3; round++) {
        awaitMore(answers, asking);
        slapd.kill();
        awaitMore(failures, asking);
        slapd.start();
      }
      awaitMore(answers, asking);
      done.set(true);
      for (Future<?> asker : asking) {
        asker.get();
      }
    } finally {
      done.set(true);
      askers.shutdownNow();
    }
  }

  /** Every question is answered right, or fails as one that nobody could answer; and soon. */
  private static Void ask(
      AskedDirectory asked, AtomicBoolean done, AtomicInteger answers, AtomicInteger failures)
      throws InterruptedException {
    while (!done.get()) {
      long began = System.nanoTime();
      try {
        assertThat(asked.spec(LOCAL)).contains(new LocalDisk());
        answers.incrementAndGet();
      } catch (IOException e) {
        failures.incrementAndGet();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }
    return null;
  }

  private static void awaitMore(AtomicInteger count, List<Future<?>> asking) {
    int now = count.get();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> count.get() > now + 100 || asking.stream().anyMatch(Future::isDone));
  }

  private static void assertAnswers(Map<String, String> settings) throws Exception {
    try (AskedDirectory asked = new AskedDirectory(settings)) {
      assertThat(asked.spec(LOCAL)).contains(new LocalDisk());
    }
  }

  private static String pem(String name) {
    return directory.resolve(name).toString();
  }
}
