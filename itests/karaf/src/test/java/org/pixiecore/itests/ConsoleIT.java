package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.itests.Server.eventually;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.BootWatcher;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.MachineBoot;

/** The page at /pixiecore, as Karaf serves it, with Karaf's own users. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ConsoleIT {

  private static final String PASSWORD = "a password of the test's";
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Rule public final Server server = Server.withoutABooter();

  @Inject private BundleContext context;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Before
  public void install() throws Exception {
    Files.writeString(
        server.etc().directory().resolve("users.properties"),
        """
        ada = %1$s,_g_:admingroup
        guest = %1$s,viewer
        _g_\\:admingroup = group,admin,manager,viewer
        """
            .formatted(PASSWORD));
    server.install("pixiecore-console");
    eventually().until(() -> get("").statusCode() == 200 && get("/api/status").statusCode() == 200);
  }

  @Test
  public void thePageAndItsDataAreServedBesideTheBoots() throws Exception {
    assertThat(get("").body()).contains("<title>Pixiecore</title>");
    assertThat(get("/console/console.js").statusCode()).isEqualTo(200);
    assertThat(get("/api/status").body())
        .contains("\"ports\"", "\"networks\"", "\"programs\"", "\"booters\"");
    assertThat(get("/api/machines").body()).startsWith("{\"machines\":[");
    assertThat(get("/api/nothing").statusCode()).isEqualTo(404);
    // still theirs
    assertThat(get("/confirm").body()).isEqualTo("Thank you.\n");
  }

  @Test
  public void aUserOfKarafSignsInAndSeesTheConfigurationWithoutSecrets() throws Exception {
    server.etc().set("org.pixiecore.booter.static-secret", "cmdline", "password=geheim");
    assertThat(get("/api/configuration").statusCode()).isEqualTo(401);
    HttpResponse<String> signedIn = signIn("ada", PASSWORD);
    assertThat(signedIn.statusCode()).isEqualTo(200);
    assertThat(signedIn.body()).contains("\"user\":\"ada\"", "\"mayChange\":true");

    eventually()
        .until(() -> get("/api/configuration", cookie(signedIn)).body().contains("static-secret"));
    assertThat(get("/api/configuration", cookie(signedIn)).body())
        .contains("org.pixiecore.tftp.server", "\"key\":\"port\"", "\"key\":\"cmdline\"")
        .doesNotContain("geheim");
  }

  @Test
  public void whoIsNoUserIsRefused() throws Exception {
    assertThat(signIn("ada", "wrong").statusCode()).isEqualTo(401);
    assertThat(signIn("nobody", PASSWORD).statusCode()).isEqualTo(401);
    assertThat(signIn("_g_:admingroup", "group").statusCode()).isEqualTo(401);
  }

  @Test
  public void changesNeedARoleATokenAndOurOwnPage() throws Exception {
    HttpResponse<String> admin = signIn("ada", PASSWORD);
    HttpResponse<String> guest = signIn("guest", PASSWORD);
    String path = "/api/machines/52:54:00:99:00:09/explain";

    assertThat(post(path).statusCode()).isEqualTo(401);
    assertThat(post(path, cookie(admin)).statusCode()).isEqualTo(403);
    assertThat(post(path, cookie(guest), token(guest)).statusCode()).isEqualTo(403);
    assertThat(
            post(path, cookie(admin), token(admin), Map.entry("Origin", "http://evil.example"))
                .statusCode())
        .isEqualTo(403);
    HttpResponse<String> done = post(path, cookie(admin), token(admin));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("\"decision\"");
  }

  @Test
  public void whatHappensToAMachineIsHeard() throws Exception {
    HttpResponse<InputStream> stream =
        client.send(request("/api/events").GET().build(), BodyHandlers.ofInputStream());
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      awaitLine(events, "event: status");
      watcher().changed(boot("52:54:00:99:00:08"));

      awaitLine(events, "event: machine");
      assertThat(events.readLine()).contains("52:54:00:99:00:08", "OFFERED");
    }
  }

  @Test
  public void whatIsOrderedOnThePageIsBootedAndTheBootIsSeen() throws Exception {
    HttpResponse<String> admin = signIn("ada", PASSWORD);
    Machine machine = server.machine();
    String path = "/api/machines/" + machine.mac();
    Path file =
        server.etc().file("org.pixiecore.booter.static-console-" + machine.mac().toString(""));

    String order =
        "{\"kernel\": \"%s\", \"cmdline\": \"from=the-page\"}".formatted(server.site().kernel());
    assertThat(post(path + "/boot", order, cookie(admin), token(admin)).statusCode())
        .isEqualTo(200);
    assertThat(file).content().contains(machine.mac().toString());
    String script = machine.script();
    assertThat(script).contains("from=the-page");
    Http.get(Http.notice(script), BodyHandlers.discarding());
    eventually().until(() -> get(path).body().contains("\"state\":\"BOOTING\""));
    assertThat(get(path).body())
        .contains(server.site().kernel() + " with 0 initrds", "is told to boot")
        .doesNotContain("from=the-page");
    assertThat(get(path, cookie(admin)).body()).contains("\"ordered\":\"" + server.site().kernel());

    post(path + "/boot-as-configured", "{}", cookie(admin), token(admin));
    assertThat(file).doesNotExist();
  }

  /** The console's, whoever else watches. */
  private BootWatcher watcher() throws InvalidSyntaxException {
    ServiceReference<?> console =
        Arrays.stream(context.getAllServiceReferences(BootWatcher.class.getName(), null))
            .filter(
                reference ->
                    reference.getBundle().getSymbolicName().equals("org.pixiecore.console"))
            .findFirst()
            .orElseThrow();
    return (BootWatcher) context.getService(console);
  }

  private static MachineBoot boot(String mac) {
    Instant now = Instant.now();
    return new MachineBoot(
        MacAddress.parse(mac),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        BootState.OFFERED,
        ChainLink.OFFER,
        now,
        now,
        Optional.empty(),
        List.of(),
        List.of(),
        0,
        Optional.empty());
  }

  private HttpResponse<String> signIn(String user, String password) throws Exception {
    String body = "{\"user\": \"%s\", \"password\": \"%s\"}".formatted(user, password);
    return client.send(
        request("/api/session", Map.entry("Content-Type", "application/json"))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static Map.Entry<String, String> cookie(HttpResponse<String> signedIn) {
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
    return Map.entry("Cookie", cookie.replaceFirst(";.*", ""));
  }

  private static Map.Entry<String, String> token(HttpResponse<String> signedIn) {
    Matcher token = TOKEN.matcher(signedIn.body());
    assertThat(token.find()).isTrue();
    return Map.entry("X-Pixiecore-Token", token.group(1));
  }

  @SafeVarargs
  private HttpResponse<String> get(String path, Map.Entry<String, String>... headers)
      throws IOException, InterruptedException {
    return client.send(request(path, headers).GET().build(), BodyHandlers.ofString());
  }

  @SafeVarargs
  private HttpResponse<String> post(String path, Map.Entry<String, String>... headers)
      throws IOException, InterruptedException {
    return post(path, "{}", headers);
  }

  @SafeVarargs
  private HttpResponse<String> post(String path, String json, Map.Entry<String, String>... headers)
      throws IOException, InterruptedException {
    return client.send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  @SafeVarargs
  private HttpRequest.Builder request(String path, Map.Entry<String, String>... headers) {
    URI url = URI.create("http://127.0.0.1:" + server.ports().http() + "/pixiecore" + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20));
    for (Map.Entry<String, String> header : headers) {
      request.header(header.getKey(), header.getValue());
    }
    return request;
  }

  private static void awaitLine(BufferedReader events, String wanted) throws IOException {
    String line = events.readLine();
    while (!wanted.equals(line)) {
      assertThat(line).as("before " + wanted).isNotNull();
      line = events.readLine();
    }
  }
}
