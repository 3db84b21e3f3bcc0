package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.booter.api.Booters.MACHINE;
import static org.pixiecore.booter.api.ScriptedServer.ok;
import static org.pixiecore.booter.api.ScriptedServer.response;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootSpec;

/** Whatever the API does with them, credentials are in no line of the log and in no message. */
class SecretsTest {

  private static final String SECRET = "s3cret-hunter2";
  private static final List<String> ANSWERS =
      List.of(
          response("401 Unauthorized", "", "WWW-Authenticate: Basic realm=\"x\""),
          response("500 Oops", ""),
          response("302 Found", "", "Location: file:///x"),
          ok("<a href=\"http://me:" + SECRET + "@host/\">"),
          ok("{\"kernel\": \"http://me:" + SECRET + "@host:99999/\"}"),
          ok("{\"kernel\": \"/%zz\"}"),
          "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n");

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final StringBuilder messages = new StringBuilder();

  @BeforeEach
  void record() {
    System.setErr(new PrintStream(log, true, UTF_8));
  }

  @AfterEach
  void stop() {
    System.setErr(before);
  }

  @Test
  void noneIsShown() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.always(""))) {
      for (String version : List.of("1", "2")) {
        URI url = server.url();
        URI withUser = URI.create(url.toString().replace("//", "//me:" + SECRET + "@"));
        for (String answer : ANSWERS) {
          server.reply(answer);
          ask(url, "version", version, "token", SECRET);
          ask(url, "version", version, "user", "me", "password", SECRET);
          ask(withUser, "version", version);
        }
      }
    }
    String basic = Base64.getEncoder().encodeToString(("me:" + SECRET).getBytes(UTF_8));
    assertThat(log.toString(UTF_8))
        .contains("answered 401")
        .contains("no boot document")
        .doesNotContain(SECRET, basic);
    assertThat(messages).contains("redirects to what is no").doesNotContain(SECRET, basic);
  }

  private void ask(URI url, String... keysAndValues) throws InterruptedException {
    ApiBooter booter = Booters.booter(new FakeTime().time(), url, keysAndValues);
    try {
      Optional<BootSpec> unused = booter.bootSpec(MACHINE);
      messages.append(booter.reason(MACHINE)).append('\n');
    } catch (IOException e) {
      messages.append(e).append('\n');
    }
  }
}
