package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.pixiecore.booter.api.Booters.DOCUMENT;
import static org.pixiecore.booter.api.Booters.KERNEL;
import static org.pixiecore.booter.api.Booters.MACHINE;
import static org.pixiecore.booter.api.ScriptedServer.ok;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An https API with a certificate of the site's own authority, that wants one of its clients. */
class TlsTest {

  @TempDir private static Path authorities;
  private static PrivateAuthority ours;
  private static PrivateAuthority other;

  @TempDir private Path folder;
  private ScriptedServer server;

  @BeforeAll
  static void makeAuthorities() throws Exception {
    ours = PrivateAuthority.in(authorities.resolve("ours"));
    other = PrivateAuthority.in(authorities.resolve("other"));
  }

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer("https", ours.listen(), ScriptedServer.always(ok(DOCUMENT)));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void bothKnowEachOther() throws Exception {
    assertThat(booter(ours, ours).bootSpec(MACHINE)).contains(KERNEL);
  }

  @Test
  void aServerOfAnUnknownAuthorityIsNotAsked() {
    assertThatIOException()
        .isThrownBy(() -> booter(other, ours).bootSpec(MACHINE))
        .withMessageContaining("TLS fails");
    assertThatIOException()
        .isThrownBy(() -> Booters.booter(new FakeTime().time(), server.url()).bootSpec(MACHINE))
        .withMessageContaining("TLS fails");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aServerOfAnotherNameIsNotAsked() {
    URI url = URI.create(server.url().toString().replace("127.0.0.1", "localhost"));
    assertThatIOException()
        .isThrownBy(() -> booter(url, ours.certificate(), ours).bootSpec(MACHINE))
        .withMessageContaining("TLS fails");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aClientThatTheServerDoesNotKnowIsRefused() {
    assertThatIOException().isThrownBy(() -> booter(ours, other).bootSpec(MACHINE));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void filesThatChangeAreReadAgain() throws Exception {
    Path trusted = folder.resolve("ca.pem");
    Files.copy(other.certificate(), trusted);
    ApiBooter booter = booter(server.url(), trusted, ours);
    assertThatIOException().isThrownBy(() -> booter.bootSpec(MACHINE));

    replace(trusted, Files.readAllBytes(ours.certificate()), 1);
    assertThat(booter.bootSpec(MACHINE)).contains(KERNEL);

    int connections = server.connections();
    replace(trusted, "half a file".getBytes(UTF_8), 2);
    assertThat(booter.bootSpec(MACHINE)).as("the last good ones serve").contains(KERNEL);
    assertThat(server.connections()).as("over the same connection").isEqualTo(connections);
  }

  @Test
  void filesThatAreMissingAreNamedAtTheStartAndServeWhenTheyAreThere() throws Exception {
    Path trusted = folder.resolve("ca.pem");
    ApiBooter booter = booter(server.url(), trusted, ours);

    assertThatIOException().isThrownBy(booter::check).withMessageContaining(trusted.toString());
    assertThatIOException()
        .isThrownBy(() -> booter.bootSpec(MACHINE))
        .withMessageContaining(trusted.toString());

    Files.copy(ours.certificate(), trusted);
    assertThatCode(booter::check).doesNotThrowAnyException();
    assertThat(booter.bootSpec(MACHINE)).contains(KERNEL);
  }

  private ApiBooter booter(PrivateAuthority trusted, PrivateAuthority own) {
    return booter(server.url(), trusted.certificate(), own);
  }

  private static ApiBooter booter(URI url, Path trusted, PrivateAuthority own) {
    return Booters.booter(
        new FakeTime().time(),
        url,
        "trustedCertificates",
        trusted.toString(),
        "clientCertificate",
        own.certificate("client").toString(),
        "clientKey",
        own.key("client").toString());
  }

  /** With a time of its own: what is written twice within a file system's tick looks the same. */
  private void replace(Path file, byte[] content, int minutes) throws IOException {
    Path next = Files.write(folder.resolve("next"), content);
    Files.setLastModifiedTime(next, FileTime.from(Instant.now().plusSeconds(60L * minutes)));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
