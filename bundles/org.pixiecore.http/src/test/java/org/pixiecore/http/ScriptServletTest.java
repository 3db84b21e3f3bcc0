package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootService;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.SealedFiles;

@Timeout(300)
class ScriptServletTest {

  private static final String QUERY = "?mac=52:54:00:12:34:56&arch=7";
  private static final Machine MACHINE =
      new Machine(
          TestServer.MAC,
          Architecture.EFI_X86_64,
          Firmware.IPXE,
          BootStage.SCRIPT,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new Network(Optional.empty(), MachineQuery.ipv4("127.0.0.1"), Optional.empty()));
  private static final KernelBoot KERNEL =
      new KernelBoot(
          BootFile.parse("/srv/vmlinuz"),
          List.of(BootFile.parse("/srv/initrd.gz")),
          CommandLine.parse("quiet", "ID", BootFile::parse),
          Optional.of("Grüße"));

  private final AtomicReference<Machine> asked = new AtomicReference<>();
  private final AtomicReference<Duration> patience = new AtomicReference<>();
  private final ScriptServlet servlet =
      new ScriptServlet(
          TestServer.settings("scriptPatience", 1234, "askAgain", 7),
          new ServedPaths(),
          new BootReports());
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    servlet.files = TestServer.SEAL;
    server = new TestServer().with(ServerUrls.SCRIPT_PATH, servlet).start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void aKernelsScriptSpeaksOfTheServerAsTheMachineSeesIt() throws Exception {
    decides(new BootDecision.Boot(KERNEL, "lab"));
    HttpResponse<byte[]> response = get(QUERY);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
    assertThat(response.headers().firstValueAsLong("Content-Length"))
        .hasValue(response.body().length);
    assertThat(text(response))
        .isEqualTo(
            new IpxeScripts(new ServerUrls(server.base()), TestServer.SEAL::seal)
                .of(MACHINE, new BootDecision.Boot(KERNEL, "lab")));
    assertThat(asked).hasValue(MACHINE);
    assertThat(patience).hasValue(Duration.ofMillis(1234));
  }

  @Test
  void aMachineBehindARouterGetsTheNameThatItUsed() throws Exception {
    decides(new BootDecision.Boot(KERNEL, "lab"));
    assertThat(raw("GET /pixiecore/ipxe" + QUERY + " HTTP/1.1", "Host: boot.example:81"))
        .contains("imgfetch --name kernel http://boot.example:81/pixiecore/file/");
    assertThat(raw("GET /pixiecore/ipxe" + QUERY + " HTTP/1.1", "Host: [2001:db8::1]:81"))
        .contains("imgfetch --name kernel http://[2001:db8::1]:81/pixiecore/file/");
  }

  @Test
  void withoutAHostHeaderTheAddressItArrivedAtServes() throws Exception {
    decides(new BootDecision.Boot(KERNEL, "lab"));
    assertThat(raw("GET /pixiecore/ipxe" + QUERY + " HTTP/1.0"))
        .contains("imgfetch --name kernel " + server.base() + "/pixiecore/file/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: a b", "Host: ${x}", "Host: a||reboot", "Host: a%0ab", "Host: <x>"})
  void aHostThatIsNoneGetsNoScript(String host) throws Exception {
    decides(new BootDecision.Boot(KERNEL, "lab"));
    assertThat(raw("GET /pixiecore/ipxe" + QUERY + " HTTP/1.1", host)).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void aScriptOfTheBootersOwnGoesOutAsItIs() throws Exception {
    String script = "#!ipxe\necho Grüße ${net0/mac}\r\nshell\n";
    decides(new BootDecision.Boot(new BootSpec.IpxeScript(script), "lab"));
    assertThat(text(get(QUERY))).isEqualTo(script);
  }

  @Test
  void aMachineThatIsNotOursIsSentBackToItsFirmware() throws Exception {
    decides(new BootDecision.NotOurs("no booter is for it"));
    HttpResponse<byte[]> response = get(QUERY);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response))
        .isEqualTo(
            "#!ipxe\necho -- Pixiecore does not boot this machine: no booter is for it.\nexit 1\n");
  }

  @Test
  void whatNoScriptCanDoIsAskedForAgain() throws Exception {
    decides(new BootDecision.Boot(new BootSpec.Identify(), "lab"));
    assertThat(text(get(QUERY))).contains("sleep 7 || exit 1\nchain ");
  }

  @Test
  void anUndecidedMachineIsToAskAgain() throws Exception {
    decides(new BootDecision.Undecided("booter http://user:secret@x failed"));
    HttpResponse<byte[]> response = get(QUERY);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response))
        .isEqualTo(
            new IpxeScripts(new ServerUrls(server.base()), TestServer.SEAL::seal)
                .askAgain(MACHINE, Duration.ofSeconds(7)));
  }

  @Test
  void whileTheCoreIsReplacedMachinesAreToAskAgain() throws Exception {
    assertThat(text(get(QUERY))).startsWith("#!ipxe\n").contains("sleep 7 || exit 1\nchain ");
    decides(new BootDecision.Boot(KERNEL, "lab"));
    servlet.files = null;
    assertThat(text(get(QUERY))).contains("sleep 7 || exit 1\nchain ");
  }

  @Test
  void aDecisionThatCannotBeWrittenAsAScriptIsAskedForAgain() throws Exception {
    decides(new BootDecision.Boot(KERNEL, "lab"));
    servlet.files =
        new SealedFiles() {
          @Override
          public String seal(BootFile file) {
            throw new IllegalStateException("no secret");
          }

          @Override
          public Optional<BootFile> unseal(String token) {
            return Optional.empty();
          }
        };
    assertThat(text(get(QUERY))).contains("sleep 7 || exit 1\nchain ");
  }

  @Test
  void aCoreThatFailsIsAskedAgain() throws Exception {
    servlet.booters = (machine, time) -> CompletableFuture.failedFuture(new Error("broken"));
    assertThat(text(get(QUERY))).contains("sleep 7 || exit 1\nchain ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?mac=x&arch=7", "?mac=52:54:00:12:34:56", "?mac=52:54:00:12:34:56&arch=<b>"})
  void aMalformedQuestionIsAnsweredInPlainWords(String query) throws Exception {
    HttpResponse<byte[]> response = get(query.replace("<", "%3C").replace(">", "%3E"));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).matches("(mac|arch) must be [^<]+\n");
    assertThat(asked).hasValue(null);
  }

  @Test
  void noThreadWaitsForTheBooters() throws Exception {
    CompletableFuture<BootDecision> decision = new CompletableFuture<>();
    List<CompletableFuture<HttpResponse<byte[]>>> waiting = new ArrayList<>();
    CountDownLatch arrived = new CountDownLatch(300);
    servlet.booters =
        (machine, time) -> {
          arrived.countDown();
          return decision;
        };
    // more than Jetty has threads
    for (int i = 0; i < 300; i++) {
      waiting.add(server.getAsync(server.base() + ServerUrls.SCRIPT_PATH + QUERY));
    }
    arrived.await();
    decision.complete(new BootDecision.NotOurs("no booter is for it"));
    assertThat(waiting).allSatisfy(one -> assertThat(text(one.join())).contains("exit 1"));
  }

  private void decides(BootDecision decision) {
    servlet.booters =
        new BootService() {
          @Override
          public CompletionStage<BootDecision> decide(Machine machine, Duration limit) {
            asked.set(machine);
            patience.set(limit);
            return CompletableFuture.completedFuture(decision);
          }
        };
  }

  private HttpResponse<byte[]> get(String query) throws Exception {
    return server.get(server.base() + ServerUrls.SCRIPT_PATH + query);
  }

  private String raw(String... lines) throws Exception {
    try (Socket socket = server.connect()) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }
}
