package org.pixiecore.booter.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pixiecore.booter.api.Booters.DOCUMENT;
import static org.pixiecore.booter.api.Booters.KERNEL;
import static org.pixiecore.booter.api.Booters.MACHINE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.BootSpec.LocalDisk;

/** An API of static files behind nginx, whose caching, errors and passwords others wrote. */
class NginxTest {

  private static final Path NGINX = Path.of("/usr/sbin/nginx");

  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid FOLDER/nginx.pid;
      error_log FOLDER/error.log;
      events {}
      http {
        access_log off;
        client_body_temp_path FOLDER/tmp;
        proxy_temp_path FOLDER/tmp;
        fastcgi_temp_path FOLDER/tmp;
        uwsgi_temp_path FOLDER/tmp;
        scgi_temp_path FOLDER/tmp;
        gzip on;
        gzip_types *;
        gzip_min_length 1;
        default_type application/json;
        server {
          listen 127.0.0.1:PORT;
          root FOLDER/www;
          location /secret/ {
            auth_basic "machines";
            auth_basic_user_file FOLDER/users;
          }
          location /fresh/ {
            expires 1h;
          }
          location /moved/ {
            rewrite ^/moved/(.*)$ /plain/$1 permanent;
          }
        }
      }
      """;

  private final FakeTime time = new FakeTime();
  @TempDir private Path folder;
  private int port;
  private Process nginx;

  @BeforeEach
  void start() throws IOException {
    assertThat(NGINX).as("of the packages that setup/packages lists for tests").isExecutable();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(
        folder.resolve("nginx.conf"),
        CONFIGURATION.replace("FOLDER", folder.toString()).replace("PORT", String.valueOf(port)));
    Files.writeString(folder.resolve("users"), "karaf:{PLAIN}s3cret\n");
    for (String prefix : List.of("plain", "secret", "fresh")) {
      answer(prefix, DOCUMENT);
    }
    run();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      assertThat(nginx.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aFileIsAnAnswerAndNoFileIsNone() throws Exception {
    ApiBooter booter = booter("plain");

    assertThat(booter.bootSpec(MACHINE)).contains(KERNEL);
    assertThat(booter.bootSpec(Booters.machine("02:00:00:00:00:01"))).isEmpty();
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws Exception {
    ApiBooter booter = booter("plain", "version", "2");
    booter.bootSpec(MACHINE);

    assertThat(booter.bootSpec(MACHINE)).contains(KERNEL);
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("304: as before");

    answer("plain", "{\"boot\": \"local\"}");
    assertThat(booter.bootSpec(MACHINE)).contains(new LocalDisk());
  }

  @Test
  void aFreshFileIsNotAskedFor() throws Exception {
    ApiBooter booter = booter("fresh", "version", "2");
    booter.bootSpec(MACHINE);
    answer("fresh", "{\"boot\": \"local\"}");

    time.pass(Duration.ofMinutes(59));
    assertThat(booter.bootSpec(MACHINE)).contains(KERNEL);
    time.pass(Duration.ofMinutes(1));
    assertThat(booter.bootSpec(MACHINE)).contains(new LocalDisk());
  }

  @Test
  void aPasswordIsAskedFor() throws Exception {
    assertThat(booter("secret").bootSpec(MACHINE)).isEmpty();
    assertThat(booter("secret", "user", "karaf", "password", "wrong").bootSpec(MACHINE)).isEmpty();
    assertThat(booter("secret", "user", "karaf", "password", "s3cret").bootSpec(MACHINE))
        .contains(KERNEL);
  }

  @Test
  void aRedirectIsFollowed() throws Exception {
    assertThat(booter("moved").bootSpec(MACHINE)).contains(KERNEL);
  }

  @Test
  void theLastAnswerServesWhileItIsRestarted() throws Exception {
    ApiBooter booter = booter("plain");
    booter.bootSpec(MACHINE);
    stop();
    assertThat(booter.bootSpec(MACHINE)).contains(KERNEL);
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("because the connection is refused");

    run();
    time.pass(Duration.ofMinutes(1));
    assertThat(booter.bootSpec(MACHINE)).contains(KERNEL);
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("304: as before");
  }

  private void run() throws IOException {
    nginx =
        new ProcessBuilder(NGINX.toString(), "-p", folder.toString(), "-c", folder + "/nginx.conf")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    await()
        .until(
            () -> {
              assertThat(nginx.isAlive())
                  .as(() -> "nginx ended: see " + folder.resolve("nginx.log"))
                  .isTrue();
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
              } catch (IOException e) {
                return false;
              }
            });
  }

  /** At once, so that nobody reads half of it, and of another length, which the ETag tells. */
  private void answer(String prefix, String document) throws IOException {
    for (String version : List.of("v1", "v2")) {
      Path directory = folder.resolve("www").resolve(prefix).resolve(version).resolve("boot");
      Files.createDirectories(directory);
      Path next = Files.writeString(folder.resolve("next"), document);
      Files.move(
          next, directory.resolve(MACHINE.mac().toString()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private ApiBooter booter(String prefix, String... keysAndValues) {
    return Booters.booter(
        time.time(), URI.create("http://127.0.0.1:%d/%s".formatted(port, prefix)), keysAndValues);
  }
}
