package org.pixiecore.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.servlet.http.HttpServlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.component.LifeCycle;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.Loader;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramUse;
import org.pixiecore.api.status.ServedNetwork;

/** The page and its JSON on the Jetty that Karaf has, over doubles, with a client of its own. */
final class TestConsole implements AutoCloseable {

  static final String USER = "ada";
  static final String PASSWORD = "correct horse";

  /** A user whose roles allow no changes. */
  static final String READER = "reader";

  final FakeHistory history = new FakeHistory();
  final FakeFiles files = new FakeFiles();
  final List<ListeningPort> ports = new CopyOnWriteArrayList<>();
  final List<ServedNetwork> networks =
      new CopyOnWriteArrayList<>(
          List.of(new ServedNetwork("eth0", "DHCP server 192.168.1.1 answers", List.of())));
  final List<ProgramUse> programs = new CopyOnWriteArrayList<>();
  final List<Download> downloads = new CopyOnWriteArrayList<>();
  final ServerView view = new ServerView();

  private final LiveConsoleSettings settings;
  private final LiveMachines live;
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private String cookie = "";
  private String token = "";

  TestConsole(Object... settings) throws Exception {
    this.settings = new LiveConsoleSettings(map(settings));
    view.history = history;
    view.inquiry = new FakeInquiry();
    view.listening = List.of(() -> List.copyOf(ports));
    view.programs = () -> List.copyOf(programs);
    view.networks = List.of(() -> List.copyOf(networks));
    view.downloads = List.of(() -> List.copyOf(downloads));
    live = new LiveMachines(view);
    Changes changes = new Changes();
    changes.history = history;
    changes.files = files;
    Explanations explanations = new Explanations();
    explanations.inquiry = view.inquiry;
    Doorkeeper doorkeeper =
        new Doorkeeper(this.settings, TestConsole::roles, InstantSource.system());
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    add(context, new PageServlet(doorkeeper), "/pixiecore", "/pixiecore/", "/pixiecore/console/*");
    add(
        context,
        new ApiServlet(doorkeeper, view, TestConsole::configuration, changes, explanations),
        "/pixiecore/api/*");
    add(
        context,
        new SessionServlet(doorkeeper),
        "/pixiecore/api/session",
        "/pixiecore/api/session/end");
    add(context, new EventsServlet(doorkeeper, this.settings, live), "/pixiecore/api/events");
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
  }

  private static void add(ServletContextHandler context, HttpServlet servlet, String... patterns) {
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    for (String pattern : patterns) {
      context.addServlet(holder, pattern);
    }
  }

  private static Optional<Set<String>> roles(String user, String password) {
    if (!password.equals(PASSWORD)) {
      return Optional.empty();
    }
    return switch (user) {
      case USER -> Optional.of(Set.of("group", "admin"));
      case READER -> Optional.of(Set.of("viewer"));
      default -> Optional.empty();
    };
  }

  private static ObjectNode configuration() {
    var tftp = Json.object().put("name", "org.pixiecore.tftp.server").put("description", "Files");
    tftp.set(
        "keys",
        Json.array(
            List.of(
                new ConfigurationKey("port", "UDP port.", false, "69", Optional.empty()),
                new ConfigurationKey("interfaces", "Where.", false, "", Optional.of("eth0, eth1")))
                .stream(),
            ConfigurationKey::json));
    var json = Json.object();
    json.set("configurations", Json.array(List.of(tftp).stream(), one -> one));
    return json;
  }

  /** A machine moves on. */
  void happens(MachineBoot boot) {
    history.put(boot);
    live.changed(boot);
  }

  String base() {
    return "http://127.0.0.1:" + connector.getLocalPort() + "/pixiecore";
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, "", headers);
  }

  /** As the page does it. */
  HttpResponse<String> post(String path, String json) throws Exception {
    return send("POST", path, json, "Content-Type", "application/json", Doorkeeper.TOKEN, token);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base() + path))
            .method(method, BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(30));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Signs in, and goes on as that user. */
  HttpResponse<String> signIn(String user) throws Exception {
    HttpResponse<String> response =
        post("/api/session", Json.write(Json.object().put("user", user).put("password", PASSWORD)));
    cookie = response.headers().firstValue("Set-Cookie").orElse("").replaceFirst(";.*", "");
    token = json(response).path("token").asText();
    return response;
  }

  String cookie() {
    return cookie;
  }

  /** Goes on as somebody else; as nobody if it is empty. */
  void useCookie(String other) {
    cookie = other;
  }

  String token() {
    return token;
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.read(response.body().getBytes(UTF_8));
  }

  void set(Object... keysAndValues) {
    settings.modified(map(keysAndValues));
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** A server as it is as a rule. */
  TestConsole serving() {
    ports.add(
        port("ProxyDHCP", 67, Optional.of("raw, beside another DHCP server"), Optional.empty()));
    ports.add(port("PXE boot server", 4011, Optional.empty(), Optional.empty()));
    ports.add(port("TFTP", 69, Optional.empty(), Optional.empty()));
    ports.add(port("HTTP", 8181, Optional.empty(), Optional.empty()));
    programs.add(program("efi64", "x86-64 UEFI", "snponly.efi"));
    programs.add(program("bios", "x86 BIOS", "undionly.kpxe"));
    programs.add(
        new ProgramUse(
            "efiArm64",
            "ARM64 UEFI",
            Optional.empty(),
            false,
            Optional.of(
                "Install the package ipxe of Debian 13, or name a file: efiArm64 = /path.")));
    return this;
  }

  static ListeningPort port(
      String purpose, int port, Optional<String> how, Optional<String> problem) {
    return new ListeningPort(purpose, port, "192.168.1.5", how, problem);
  }

  static ProgramUse program(String key, String firmware, String name) {
    return new ProgramUse(
        key,
        firmware,
        Optional.of(new BootProgram(name, Path.of("/usr/lib/ipxe", name), Loader.IPXE)),
        true,
        Optional.empty());
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  @Override
  public void close() {
    live.deactivate();
    LifeCycle.stop(server);
  }
}
