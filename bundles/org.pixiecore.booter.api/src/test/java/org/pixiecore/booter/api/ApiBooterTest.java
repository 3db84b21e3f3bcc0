package org.pixiecore.booter.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.pixiecore.booter.api.Booters.DOCUMENT;
import static org.pixiecore.booter.api.Booters.KERNEL;
import static org.pixiecore.booter.api.Booters.MACHINE;
import static org.pixiecore.booter.api.ScriptedServer.ok;
import static org.pixiecore.booter.api.ScriptedServer.response;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.NetworkBoot;
import org.pixiecore.api.BootSpec.Once;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.config.Configuration;

class ApiBooterTest {

  private final FakeTime time = new FakeTime();
  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer(ScriptedServer.always(ok(DOCUMENT)));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void asksAsPixiecoreAlwaysDid() throws Exception {
    assertThat(ask(booter())).contains(KERNEL);
    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0).target()).isEqualTo("/api/v1/boot/01:02:03:04:05:06");
    assertThat(server.requests().get(0).header("Accept-Encoding")).isEmpty();
    assertThat(server.requests().get(0).header("Authorization")).isEmpty();
  }

  @Test
  void asksOverOneConnection() throws Exception {
    ApiBooter booter = booter();
    for (int i = 0; i < 5; i++) {
      ask(booter);
    }
    assertThat(server.requests()).hasSize(5);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void isNotAskedAboutOtherMachines() throws Exception {
    ApiBooter booter = booter("machines", "52:54:00");

    assertThat(ask(booter)).isEmpty();
    assertThat(server.requests()).isEmpty();
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("machines does not include");
  }

  @Test
  void aRefusedConfigurationCannotSay() throws Exception {
    ApiSettings refused =
        ApiSettings.parse(
            new Configuration(
                Map.of("url", server.url().toString(), "version", "3", "machines", "01:02:03")));
    ApiBooter booter = new ApiBooter(refused, new Backoff(() -> 0), time.time());

    assertThatIOException()
        .isThrownBy(() -> ask(booter))
        .withMessage("its configuration is refused: see the log");
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("refused");
    assertThat(booter.bootSpec(Booters.machine("52:54:00:00:00:01"))).as("of another").isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void withoutAUrlEveryMachineIsPassed() throws Exception {
    ApiSettings empty = ApiSettings.parse(new Configuration(Map.of()));

    assertThat(ask(new ApiBooter(empty, new Backoff(() -> 0), time.time()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "201 Created",
        "204 No Content",
        "400 Bad Request",
        "401 Unauthorized",
        "404 Not Found",
        "418 Teapot",
        "429 Too Many Requests",
        "500 Oops",
        "503 Service Unavailable"
      })
  void versionOneAnythingBut200IsNotThisMachine(String status) throws Exception {
    server.reply(response(status, ""));

    assertThat(ask(booter())).isEmpty();
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "404 Not Found", "410 Gone"})
  void versionTwoNotThisMachine(String status) throws Exception {
    server.reply(response(status, ""));

    assertThat(ask(booter("version", "2"))).isEmpty();
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "408 Request Timeout",
        "429 Too Many Requests",
        "500 Oops",
        "502 Bad Gateway",
        "503 Service Unavailable"
      })
  void versionTwoCannotSay(String status) throws Exception {
    server.reply(response(status, ""));

    assertThatIOException()
        .isThrownBy(() -> ask(booter("version", "2")))
        .withMessageContaining("answered " + status.substring(0, 3))
        .withMessageContaining("/api/v2/boot/01:02:03:04:05:06");
    assertThat(server.requests()).hasSize(3);
    assertThat(time.sleeps()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "201 Created",
        "304 Not Modified",
        "400 Bad Request",
        "401 Unauthorized",
        "403 Forbidden",
        "407 Proxy Authentication Required",
        "418 Teapot"
      })
  void versionTwoCannotSayAndNeedNotBeAskedAgain(String status) throws Exception {
    ApiBooter booter = booter("version", "2");
    server.reply(response(status, ""));
    assertThatIOException()
        .isThrownBy(() -> ask(booter))
        .withMessageContaining("answered " + status.substring(0, 3));
    assertThat(server.requests()).hasSize(1);

    server.reply(ok(DOCUMENT));
    ask(booter);
    server.reply(response(status, ""));
    assertThat(ask(booter)).as("the last answer").contains(KERNEL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"401 Unauthorized", "403 Forbidden", "429 Too Many Requests", "503 Unavailable"})
  void versionOneTroubleIsNoAnswerThatLasts(String status) throws Exception {
    ApiBooter booter = booter();
    ask(booter);
    server.reply(response(status, "", "Cache-Control: max-age=60"));
    assertThat(ask(booter)).isEmpty();

    server.close();
    assertThat(ask(booter)).contains(KERNEL);
  }

  @Test
  void versionTwoBootsLocallyAndOnce() throws Exception {
    ApiBooter booter = booter("version", "2");

    server.reply(ok("{\"boot\": \"local\"}"));
    assertThat(ask(booter)).contains(new LocalDisk());

    server.reply(ok("{\"kernel\": \"http://files.local/k\", \"once\": \"job 7\"}"));
    assertThat(ask(booter)).contains(new Once((NetworkBoot) KERNEL, "job 7"));
  }

  @Test
  void anAttemptThatFailsIsRepeated() throws Exception {
    inTurn(response("503 Busy", ""), ok(DOCUMENT));

    assertThat(ask(booter("version", "2"))).contains(KERNEL);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void retryAfterIsHeeded() throws Exception {
    inTurn(response("503 Busy", "", "Retry-After: 3"), ok(DOCUMENT));

    assertThat(ask(booter("version", "2"))).contains(KERNEL);
    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void retryAfterThatIsTooLongIsNotWaitedFor() {
    server.reply(response("429 Slow down", "", "Retry-After: 3600"));

    assertThatIOException().isThrownBy(() -> ask(booter("version", "2")));
    assertThat(server.requests()).hasSize(1);
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void theLastAnswerServesWhileTheApiIsDown() throws Exception {
    ApiBooter booter = booter("staleIfError", "100");
    ask(booter);
    server.close();

    time.pass(Duration.ofSeconds(99));
    assertThat(ask(booter)).contains(KERNEL);
    assertThat(booter.reason(MACHINE).orElseThrow())
        .contains("its answer 200 of 99 s ago serves, because the connection is refused");

    time.pass(Duration.ofSeconds(1));
    assertThatIOException()
        .isThrownBy(() -> ask(booter))
        .withMessageContaining("the connection is refused");
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("it gives no answer");
  }

  @Test
  void theLastAnswerServesForEachStageOfABootByVersionOne() throws Exception {
    ApiBooter booter = booter();
    ask(booter);
    server.close();

    assertThat(booter.bootSpec(MACHINE)).contains(KERNEL);
  }

  @Test
  void noLastAnswerServesWhereThatIsSwitchedOff() throws Exception {
    ApiBooter booter = booter("staleIfError", "0");
    ask(booter);
    server.close();

    assertThatIOException().isThrownBy(() -> ask(booter));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-store", "no-cache", "max-age=0, must-revalidate", "stale-if-error=0"})
  void noLastAnswerServesWhereTheApiForbidsIt(String policy) throws Exception {
    ApiBooter booter = booter();
    server.reply(ok(DOCUMENT, "Cache-Control: " + policy));
    ask(booter);
    server.close();

    assertThatIOException().isThrownBy(() -> ask(booter));
  }

  @Test
  void notThisMachineIsALastAnswerToo() throws Exception {
    ApiBooter booter = booter();
    server.reply(response("404 Not Found", ""));
    ask(booter);
    server.close();

    assertThat(ask(booter)).isEmpty();
  }

  @Test
  void anApiThatFailedIsLeftAloneForAWhileWhereALastAnswerServes() throws Exception {
    ApiBooter booter = booter("version", "2", "retries", "0");
    ask(booter);
    server.reply(response("503 Busy", "", "Retry-After: 30"));
    ask(booter);
    ask(booter);
    assertThat(server.requests()).hasSize(2);

    server.reply(ok("{\"boot\": \"local\"}"));
    time.pass(Duration.ofSeconds(29));
    assertThat(ask(booter)).contains(KERNEL);
    time.pass(Duration.ofSeconds(1));
    assertThat(ask(booter)).contains(new LocalDisk());
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void whatFailsForOneMachineIsAskedForTheOthers() throws Exception {
    ApiBooter booter = booter("version", "2");
    ask(booter);
    server.reply(response("500 Oops", ""));
    assertThatIOException().isThrownBy(() -> booter.bootSpec(Booters.machine("02:00:00:00:00:01")));

    server.reply(ok("{\"boot\": \"local\"}"));
    assertThat(ask(booter)).contains(new LocalDisk());
  }

  @Test
  void whereALinkLeadsIsLookedUpEachTimeThatAnAnswerServes(@TempDir Path folder) throws Exception {
    Path images = Files.createDirectory(folder.toRealPath().resolve("images"));
    Path one = Files.createFile(images.resolve("one"));
    Path two = Files.createFile(images.resolve("two"));
    Path elsewhere = Files.createFile(folder.toRealPath().resolve("elsewhere"));
    Path link = Files.createSymbolicLink(images.resolve("current"), one);
    String document = "{\"kernel\": \"file://" + link + "\"}";
    server.reply(ok(document, "ETag: \"7\"", "Cache-Control: max-age=60"));
    ApiBooter booter = booter("fileDirectories", images.toString());
    assertThat(ask(booter)).contains(kernel(one));

    lead(link, two);
    assertThat(ask(booter)).as("fresh").contains(kernel(two));
    time.pass(Duration.ofSeconds(60));
    lead(link, one);
    server.reply("HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=0\r\n\r\n");
    assertThat(ask(booter)).as("304").contains(kernel(one));
    lead(link, two);
    server.close();
    assertThat(ask(booter)).as("stale").contains(kernel(two));

    lead(link, elsewhere);
    assertThat(ask(booter)).isEmpty();
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("links lead out of");
  }

  @Test
  void aFileThatIsNotThereNowIsNoWrongAnswer(@TempDir Path folder) throws Exception {
    Path file = folder.toRealPath().resolve("vmlinuz");
    server.reply(ok("{\"kernel\": \"file://" + file + "\"}"));
    ApiBooter booter = booter("fileDirectories", folder.toString());

    assertThatIOException()
        .isThrownBy(() -> ask(booter))
        .withMessageContaining(file + "\" is not there");
    assertThat(server.requests()).as("which is not the API's fault").hasSize(1);

    Files.createFile(file);
    assertThat(ask(booter)).contains(kernel(file));
  }

  @Test
  void anAnswerThatIsFreshIsNotAskedFor() throws Exception {
    ApiBooter booter = booter();
    server.reply(ok(DOCUMENT, "Cache-Control: private, max-age=60", "Age: 20"));
    ask(booter);
    time.pass(Duration.ofSeconds(39));
    assertThat(ask(booter)).contains(KERNEL);
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("answer 200 of 39 s ago serves");
    assertThat(server.requests()).hasSize(1);

    time.pass(Duration.ofSeconds(1));
    ask(booter);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void notThisMachineMayBeFreshToo() throws Exception {
    ApiBooter booter = booter();
    server.reply(response("404 Not Found", "", "Cache-Control: max-age=60"));
    ask(booter);
    ask(booter);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aDocumentSaysByItselfForHowLongItIsFresh() throws Exception {
    ApiBooter booter = booter("version", "2");
    server.reply(ok("{\"boot\": \"local\", \"cache\": 60}", "Cache-Control: no-store"));
    ask(booter);
    time.pass(Duration.ofSeconds(59));
    assertThat(ask(booter)).contains(new LocalDisk());
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anAnswerIsAskedForOnlyIfItChanged() throws Exception {
    ApiBooter booter = booter("staleIfError", "0");
    String date = "Sat, 21 Nov 2026 11:00:00 GMT";
    server.reply(ok(DOCUMENT, "ETag: \"7\"", "Last-Modified: " + date, "Cache-Control: no-cache"));
    ask(booter);
    server.reply("HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=60\r\n\r\n");

    assertThat(ask(booter)).contains(KERNEL);
    assertThat(server.requests().get(1).header("If-None-Match")).contains("\"7\"");
    assertThat(server.requests().get(1).header("If-Modified-Since")).contains(date);
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("304: as before");

    ask(booter);
    assertThat(server.requests()).as("fresh again, as the 304 says").hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"200 OK, no-store", "404 Not Found, no-cache", "204 No Content, max-age=0"})
  void whatIsNotToBeKeptOrSaysNothingIsNoReasonNotToAnswer(String status, String policy)
      throws Exception {
    ApiBooter booter = booter();
    String body = status.startsWith("200") ? DOCUMENT : "";
    server.reply(response(status, body, "ETag: \"7\"", "Cache-Control: " + policy));
    ask(booter);
    ask(booter);

    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(1).header("If-None-Match")).isEmpty();
  }

  @Test
  void aFailureWhileItIsAskedWhetherItChangedLeavesTheLastAnswer() throws Exception {
    ApiBooter booter = booter();
    server.reply(ok(DOCUMENT, "ETag: \"7\""));
    ask(booter);
    server.close();
    assertThat(ask(booter)).contains(KERNEL);
  }

  @Test
  void aBurstOfTheSameQuestionIsAskedOnce() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    server.reply(
        (request, out) -> {
          answer.await();
          ScriptedServer.always(ok(DOCUMENT)).to(request, out);
        });
    ApiBooter booter =
        new ApiBooter(Booters.settings(server.url()), new Backoff(() -> 0), Time.REAL);
    List<Thread> threads = new ArrayList<>();
    ExecutorService askers =
        Executors.newFixedThreadPool(
            10,
            task -> {
              Thread thread = new Thread(task);
              threads.add(thread);
              return thread;
            });
    try {
      List<Future<Optional<BootSpec>>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(askers.submit(() -> ask(booter)));
      }
      Awaitility.await()
          .until(() -> threads.stream().allMatch(t -> t.getState().name().endsWith("WAITING")));
      answer.countDown();
      for (Future<Optional<BootSpec>> said : answers) {
        assertThat(said.get()).contains(KERNEL);
      }
    } finally {
      askers.shutdownNow();
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void credentialsGoAlong() throws Exception {
    ask(booter("token", "t0ken"));
    ask(booter("user", "karaf", "password", "pä:ss"));
    String withUser = server.url().toString().replace("//", "//me:s%40cret@");
    ask(Booters.booter(time.time(), URI.create(withUser)));

    assertThat(server.requests())
        .extracting(request -> request.header("Authorization").orElseThrow())
        .containsExactly("Bearer t0ken", "Basic a2FyYWY6cMOkOnNz", "Basic bWU6c0BjcmV0");
  }

  @Test
  void aSecretThatIsNotThereIsNamed() {
    assertThatIOException()
        .isThrownBy(() -> ask(booter("token", "file:/does/not/exist")))
        .withMessageContaining("/does/not/exist");
    assertThat(server.requests()).isEmpty();
  }

  private static void lead(Path link, Path target) throws IOException {
    Files.delete(link);
    Files.createSymbolicLink(link, target);
  }

  private static BootSpec kernel(Path file) {
    return new KernelBoot(BootFile.of(file), List.of(), CommandLine.EMPTY, Optional.empty());
  }

  private void inTurn(String... replies) {
    Queue<String> rest = new ArrayDeque<>(List.of(replies));
    server.reply((request, out) -> ScriptedServer.always(rest.remove()).to(request, out));
  }

  private ApiBooter booter(String... keysAndValues) {
    return Booters.booter(time.time(), server.url(), keysAndValues);
  }

  private static Optional<BootSpec> ask(ApiBooter booter) throws IOException, InterruptedException {
    return booter.bootSpec(MACHINE);
  }
}
