package org.pixiecore.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.status.ServedNetwork;

/** The page's servlets over HTTP, as programs and hostile pages ask them. */
class ConsoleApiTest {

  private static final String MACHINE = "/api/machines/" + Scenes.LOADING;

  private TestConsole console;

  @BeforeEach
  void start() throws Exception {
    console = new TestConsole().serving();
    console.happens(Scenes.loading(Boots.NOW, 1000));
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void thePageComesWithItsPolicyAndIsKept() throws Exception {
    HttpResponse<String> page = console.get("");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    String tag = page.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = console.get("", "If-None-Match", "\"other\", " + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(console.get("", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/console/console.js, text/javascript;charset=utf-8",
    "/console/console.css, text/css;charset=utf-8",
    "/console/icon.svg, image/svg+xml"
  })
  void itsFilesHaveTheirTypes(String path, String type) throws Exception {
    HttpResponse<String> file = console.get(path);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type")).contains(type);
    assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/",
        "/console/none.js",
        "/console/%2e%2e/PageServlet.class",
        "/console/a/b.js"
      })
  void thereAreNoOtherFiles(String path) throws Exception {
    assertThat(console.get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void theSlashBehindThePageIsTakenAway() throws Exception {
    HttpResponse<String> moved = console.get("/");
    assertThat(moved.statusCode()).isEqualTo(301);
    assertThat(moved.headers().firstValue("Location")).contains("/pixiecore");
  }

  @Test
  void everyoneReadsMachinesAndStatus() throws Exception {
    assertThat(json("/api/machines").at("/machines/0/mac").asText()).isEqualTo(Scenes.LOADING);
    assertThat(json("/api/machines").get("now").asText()).endsWith("Z");
    assertThat(json(MACHINE).at("/timeline/0/text").asText()).startsWith("asks by DHCP");
    console.networks.add(new ServedNetwork("eth1", "not known", List.of("server X")));
    JsonNode status = json("/api/status");
    assertThat(status.at("/ports/0/purpose").asText()).isEqualTo("ProxyDHCP");
    assertThat(status.at("/networks/0/addresses").asText()).contains("192.168.1.1");
    assertThat(status.at("/networks/1/conflicts/0").asText()).isEqualTo("server X");
    assertThat(status.at("/programs/0/program").asText()).isEqualTo("snponly.efi");
    assertThat(status.toString()).doesNotContain("/usr/lib/ipxe");
    assertThat(json("/api/booters").at("/booters/0/name").asText()).isEqualTo("machines-site");
    assertThat(json("/api/problems").get("problems")).isEmpty();
    assertThat(json("/api/downloads").get("downloads")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/nothing, 404",
    "GET, /api/, 404",
    "GET, /api/machines/00:00:00:00:00:00, 404",
    "GET, /api/machines/nonsense, 400",
    "GET, /api/machines/52:54:00:12:34:56/nothing, 404",
    "GET, /api/machines/52:54:00:12:34:56/forget, 405",
    "GET, /api/session/end, 405",
    "DELETE, /api/machines/52:54:00:12:34:56, 405",
    "PUT, /api/status, 405",
    "POST, /api/events, 405",
    "GET, /api/configuration, 401",
    "POST, /api/machines/52:54:00:12:34:56/forget, 401"
  })
  void whatCannotBeDoneIsSaidInJson(String method, String path, int status) throws Exception {
    HttpResponse<String> response =
        console.send(method, path, "{}", "Content-Type", "application/json");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(TestConsole.json(response).get("error").asText()).isNotBlank();
    assertThat(response.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/api/machines", "/api/events", "/console/console.js"})
  void headSaysWhatGetWould(String path) throws Exception {
    HttpResponse<String> head = console.send("HEAD", path, "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type")).isPresent();
  }

  @Test
  void whoSignsInGetsACookieForThisPageAlone() throws Exception {
    HttpResponse<String> response = console.signIn(TestConsole.USER);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
        .matches("pixiecore-session=[\\w-]{43}; Path=/pixiecore; HttpOnly; SameSite=Strict");
    assertThat(json("/api/session").get("user").asText()).isEqualTo(TestConsole.USER);
    assertThat(console.get("/api/configuration").statusCode()).isEqualTo(200);
  }

  @Test
  void eachSignInHasASessionOfItsOwnAndEndsTheOneBefore() throws Exception {
    console.signIn(TestConsole.USER);
    String before = console.cookie();
    console.signIn(TestConsole.USER);

    assertThat(console.cookie()).isNotEqualTo(before);
    console.useCookie(before);
    assertThat(json("/api/session").get("user").isNull()).isTrue();
  }

  @Test
  void whoSignsOutMayChangeNothing() throws Exception {
    console.signIn(TestConsole.USER);
    HttpResponse<String> end = console.post("/api/session/end", "{}");

    assertThat(end.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    assertThat(console.post(MACHINE + "/forget", "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void wrongPasswordsAreSlowedDown() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(guess("wrong").statusCode()).isEqualTo(401);
    }
    HttpResponse<String> slowed = guess(TestConsole.PASSWORD);

    assertThat(slowed.statusCode()).isEqualTo(429);
    assertThat(slowed.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 301L);
    assertThat(slowed.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void whoHasSignedInMovesAMachine() throws Exception {
    console.signIn(TestConsole.USER);
    JsonNode done =
        TestConsole.json(console.post(MACHINE + "/boot", "{\"kernel\": \"/srv/rescue\"}"));

    assertThat(done.get("done").asText()).contains("/srv/rescue", "static-console-525400123456");
    assertThat(console.files.files).hasSize(1);
    assertThat(json(MACHINE).get("ordered").asText()).isEqualTo("/srv/rescue");
    assertThat(console.post(MACHINE + "/boot-as-configured", "{}").statusCode()).isEqualTo(200);
    assertThat(console.files.files).isEmpty();
  }

  @Test
  void whatIsOrderedIsNotForEveryone() throws Exception {
    console.signIn(TestConsole.USER);
    console.post(MACHINE + "/boot", "{\"kernel\": \"/srv/rescue\"}");
    console.useCookie("");

    assertThat(json(MACHINE).get("ordered").isNull()).isTrue();
  }

  @Test
  void anExplanationHidesCommandLines() throws Exception {
    console.signIn(TestConsole.USER);
    HttpResponse<String> response = console.post(MACHINE + "/explain", "{}");

    assertThat(TestConsole.json(response).get("decision").asText())
        .isEqualTo("It boots /srv/boot/vmlinuz with 1 initrd (booter static-lab).");
    assertThat(TestConsole.json(response).at("/opinions/0/reason").asText())
        .isEqualTo("no group is for it");
    assertThat(response.body()).doesNotContain(FakeInquiry.SECRET);
  }

  @Test
  void bootersAreNotAskedWithoutEnd() throws Exception {
    console.signIn(TestConsole.USER);
    for (int i = 0; i < 30; i++) {
      assertThat(console.post(MACHINE + "/explain", "{}").statusCode()).isEqualTo(200);
    }
    assertThat(console.post(MACHINE + "/explain", "{}").statusCode()).isEqualTo(429);
  }

  @Test
  void withoutItsTokenNothingIsChanged() throws Exception {
    console.signIn(TestConsole.USER);
    HttpResponse<String> without =
        console.send("POST", MACHINE + "/forget", "{}", "Content-Type", "application/json");
    HttpResponse<String> wrong =
        console.send(
            "POST",
            MACHINE + "/forget",
            "{}",
            "Content-Type",
            "application/json",
            Doorkeeper.TOKEN,
            "x" + console.token());

    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(console.history.machines()).hasSize(1);
  }

  @Test
  void anotherSitesPageChangesNothingWhateverItKnows() throws Exception {
    console.signIn(TestConsole.USER);
    HttpResponse<String> refused =
        console.send(
            "POST",
            MACHINE + "/forget",
            "{}",
            "Content-Type",
            "application/json",
            "Origin",
            "http://evil.example",
            Doorkeeper.TOKEN,
            console.token());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(console.history.machines()).hasSize(1);
  }

  @Test
  void whoHasNoRoleForItChangesNothing() throws Exception {
    console.signIn(TestConsole.READER);
    HttpResponse<String> refused = console.post(MACHINE + "/forget", "{}");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(TestConsole.json(refused).get("error").asText()).contains("admin and manager");
    assertThat(console.history.machines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/machines", "/api/status", "/api/events", MACHINE})
  void ifItIsSaidSoOnlyThoseWhoSignedInSeeAnything(String path) throws Exception {
    console.set("readOnlyFor", "signedIn");
    assertThat(console.send("HEAD", path, "").statusCode()).isEqualTo(401);
    console.signIn(TestConsole.READER);

    assertThat(console.send("HEAD", path, "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/console/console.js", "/api/machines", "/api/events", "/api/session"})
  void otherNetworksSeeNothing(String path) throws Exception {
    console.set("networks", "192.0.2.0/24");
    assertThat(console.get(path).statusCode()).isEqualTo(403);
    assertThat(guess(TestConsole.PASSWORD).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/console/console.js", "/api/machines", "/api/events", "/api/session"})
  void aNameThatAnotherSiteLetsPointHereIsNotOurs(String path) throws Exception {
    assertThat(statusLine(path, "evil.example:8181")).contains(" 403 ");
    assertThat(statusLine(path, "pxe.lan:8181")).contains(" 200 ");

    console.set("names", "evil.example");
    assertThat(statusLine(path, "evil.example:8181")).contains(" 200 ");
    assertThat(statusLine(path, "pxe.lan:8181")).contains(" 403 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "\"text\""})
  void aBodyThatIsNoObjectIsRefusedWithoutRepeatingIt(String body) throws Exception {
    HttpResponse<String> response = console.post("/api/session", body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).doesNotContain("nonsense");
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    assertThat(console.post("/api/session", " ".repeat(20_000) + "{}").statusCode()).isEqualTo(413);
  }

  @Test
  void whatHappensIsHeardAtOnce() throws Exception {
    try (Socket socket = watch()) {
      BufferedReader events = reader(socket);
      awaitLine(events, "event: status");
      console.happens(Boots.of(Scenes.STUCK).in(BootState.ASKING, ChainLink.DHCP));

      awaitLine(events, "event: machine");
      assertThat(events.readLine()).contains(Scenes.STUCK, "ASKING");
    }
  }

  @Test
  void tooManyViewersAreTurnedAwayAndAPlaceBecomesFree() throws Exception {
    console.set("maxViewers", 1);
    try (Socket socket = watch()) {
      awaitLine(reader(socket), "event: status");
      HttpResponse<String> refused = console.get("/api/events");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(TestConsole.json(refused).get("error").asText()).contains("Too many watch");
    }
    await().atMost(Duration.ofSeconds(30)).until(this::isWatchable);
  }

  @Test
  void aViewerThatDoesNotReadHoldsUpNobody() throws Exception {
    try (Socket stalled = watch();
        Socket reading = watch()) {
      BufferedReader events = reader(reading);
      awaitLine(reader(stalled), "event: status");
      awaitLine(events, "event: status");
      String big = "x".repeat(100_000);
      for (int i = 0; i < 200; i++) {
        String last = "round " + i;
        console.happens(
            Boots.of(Scenes.STUCK).vendor(last).boots(big).in(BootState.ASKING, ChainLink.DHCP));
        String line = events.readLine();
        while (!line.contains(last)) {
          line = events.readLine();
        }
      }
    }
  }

  @Test
  void whoSignsOutHearsNoMore() throws Exception {
    console.set("readOnlyFor", "signedIn");
    console.signIn(TestConsole.READER);
    try (Socket socket = watch()) {
      BufferedReader events = reader(socket);
      awaitLine(events, "event: status");
      console.post("/api/session/end", "{}");
      console.happens(Boots.of(Scenes.STUCK).in(BootState.ASKING, ChainLink.DHCP));

      String line = events.readLine();
      while (line != null) {
        assertThat(line).doesNotContain(Scenes.STUCK);
        line = events.readLine();
      }
    }
  }

  private boolean isWatchable() throws IOException {
    try (Socket socket = watch()) {
      return reader(socket).readLine().contains("200");
    }
  }

  private HttpResponse<String> guess(String password) throws Exception {
    return console.post(
        "/api/session",
        Json.write(Json.object().put("user", TestConsole.USER).put("password", password)));
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = console.get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    return TestConsole.json(response);
  }

  /** Follows the events on a connection that ends with the socket. */
  private Socket watch() throws IOException {
    Socket socket = console.connect();
    socket
        .getOutputStream()
        .write(
            ("GET /pixiecore/api/events HTTP/1.0\r\nHost: localhost\r\nCookie: "
                    + console.cookie()
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /** What is answered to a browser that asks for a path of that host. */
  private String statusLine(String path, String host) throws IOException {
    try (Socket socket = console.connect()) {
      String request = "GET /pixiecore" + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return reader(socket).readLine();
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void awaitLine(BufferedReader events, String wanted) throws IOException {
    String line = events.readLine();
    while (!wanted.equals(line)) {
      assertThat(line).as("before " + wanted).isNotNull();
      line = events.readLine();
    }
  }
}
