package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.pixiecore.booter.api.Booters.DOCUMENT;
import static org.pixiecore.booter.api.Booters.KERNEL;
import static org.pixiecore.booter.api.Booters.MACHINE;
import static org.pixiecore.booter.api.ScriptedServer.ok;
import static org.pixiecore.booter.api.ScriptedServer.response;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootSpec;

/** An API that does everything wrong that a server can do. */
@Timeout(60)
class MisbehavingServerTest {

  private final CountDownLatch end = new CountDownLatch(1);
  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer(ScriptedServer.always(ok(DOCUMENT)));
  }

  @AfterEach
  void stop() throws IOException {
    end.countDown();
    server.close();
  }

  @Test
  void sendsNothing() {
    server.reply((request, out) -> end.await());

    // long enough to be sent at all on a busy machine
    assertThatIOException()
        .isThrownBy(
            () -> booter(server.url(), "requestTimeout", "3000", "retries", "1").bootSpec(MACHINE))
        .withMessageContaining("no whole answer within 3000 ms");
    Awaitility.await().until(() -> server.requests().size() == 2);
  }

  @Test
  void sendsAHeadAndNoMore() {
    server.reply(
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n".getBytes(UTF_8));
          out.flush();
          end.await();
        });

    assertNoAnswerWithin200Milliseconds();
  }

  @Test
  void drips() {
    AtomicLong sent = new AtomicLong();
    server.reply(
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(UTF_8));
          // fails when the client has gone
          while (!end.await(20, MILLISECONDS)) {
            out.write(' ');
            out.flush();
            sent.incrementAndGet();
          }
        });

    assertNoAnswerWithin200Milliseconds();
    // and the connection is closed, so it does not drip for ever
    Awaitility.await()
        .until(
            () -> {
              long before = sent.get();
              return !end.await(200, MILLISECONDS) && sent.get() == before;
            });
  }

  @Test
  void dripsItsHead() {
    server.reply(
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
          while (!end.await(20, MILLISECONDS)) {
            out.write("X: y\r\n".getBytes(UTF_8));
            out.flush();
          }
        });

    assertNoAnswerWithin200Milliseconds();
  }

  @Test
  void acceptsNoConnection() throws Exception {
    // the kernel accepts as many as the backlog holds, and lets the rest wait
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + deaf.getLocalPort());
      List<Socket> accepted = fill(deaf);
      try {
        assertThatIOException()
            .isThrownBy(
                () -> booter(url, "connectTimeout", "100", "retries", "0").bootSpec(MACHINE))
            .withMessageContaining("no connection within 100 ms");
      } finally {
        for (Socket socket : accepted) {
          socket.close();
        }
      }
    }
  }

  private static List<Socket> fill(ServerSocket deaf) throws IOException {
    List<Socket> accepted = new ArrayList<>();
    while (true) {
      Socket socket = new Socket();
      try {
        socket.connect(deaf.getLocalSocketAddress(), 1000);
        accepted.add(socket);
      } catch (SocketTimeoutException e) {
        socket.close();
        return accepted;
      }
    }
  }

  @Test
  void isNotThere() throws IOException {
    server.close();

    assertNoAnswer("the connection is refused");
  }

  @Test
  void hasAnUnknownName() {
    assertThatIOException()
        .isThrownBy(() -> booter(URI.create("http://no.such.host.invalid")).bootSpec(MACHINE))
        .withMessageContaining("the host's name has no address");
  }

  @Test
  void closesTheConnectionAtOnce() {
    server.reply(
        (request, out) -> {
          throw new IOException("enough");
        });

    assertNoAnswer("broke off");
  }

  @Test
  void cutsOffWhatItAnnounced() {
    server.reply(
        (request, out) -> {
          out.write(("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + DOCUMENT).getBytes(UTF_8));
          out.flush();
          throw new IOException("enough");
        });

    assertNoAnswer("broke off");
  }

  @Test
  void cutsOffItsChunks() {
    server.reply(
        (request, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ker\r\n"
                  .getBytes(UTF_8));
          out.flush();
          throw new IOException("enough");
        });

    assertNoAnswer("broke off");
  }

  @Test
  void announcesLessThanItSends() throws Exception {
    server.reply("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + DOCUMENT);
    ApiBooter booter = booter(server.url());

    assertThat(booter.bootSpec(MACHINE)).isEmpty();
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("no JSON").contains("{\"kernel\":");

    server.reply(ok(DOCUMENT));
    assertThat(booter.bootSpec(MACHINE)).as("the rest is not the next answer").contains(KERNEL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten", "-5", "10, 20"})
  void announcesNonsense(String length) {
    server.reply("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + DOCUMENT);

    assertNoAnswer("");
  }

  @Test
  void speaksNoHttp() {
    server.reply("SSH-2.0-OpenSSH_9.2\r\n");

    assertNoAnswer("broke off");
  }

  @Test
  void redirectsInALoop() {
    server.reply(response("302 Found", "", "Location: /api/v1/boot/around"));

    assertNoAnswer("it redirects more than 10 times");
    assertThat(server.requests()).as("and no retry, which would not help").hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://host/x", "http://", "::", "mailto:a@b"})
  void redirectsToWhereNobodyCanGo(String location) {
    server.reply(response("302 Found", "", "Location: " + location));

    assertNoAnswer("redirects to what is no");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void redirectsNowhere() {
    server.reply(response("307 Temporary Redirect", ""));

    assertNoAnswer("it redirects without saying where to");
  }

  @Test
  void redirectsToAnotherServerWhichLearnsNoCredentials() throws Exception {
    try (ScriptedServer other = new ScriptedServer(ScriptedServer.always(ok(DOCUMENT)))) {
      server.reply(response("301 Moved", "", "Location: " + other.url() + "/x"));

      assertThat(booter(server.url(), "token", "t0ken").bootSpec(MACHINE)).contains(KERNEL);
      assertThat(server.requests().get(0).header("Authorization")).contains("Bearer t0ken");
      assertThat(other.requests().get(0).header("Authorization")).isEmpty();
    }
  }

  @Test
  void redirectsOnItsOwn() throws Exception {
    server.reply(
        (request, out) ->
            ScriptedServer.always(
                    request.target().endsWith("/there")
                        ? ok(DOCUMENT)
                        : response("308 Permanent Redirect", "", "Location: there"))
                .to(request, out));

    assertThat(booter(server.url(), "token", "t0ken").bootSpec(MACHINE)).contains(KERNEL);
    assertThat(server.requests().get(1).target()).isEqualTo("/api/v1/boot/there");
    assertThat(server.requests().get(1).header("Authorization")).contains("Bearer t0ken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "<html>Bad Gateway</html>", "{\"kernel\": ", "\u0000\u0001", "[[[["})
  void sendsGarbage(String garbage) throws Exception {
    server.reply(ok(garbage));
    ApiBooter booter = booter(server.url());

    assertThat(booter.bootSpec(MACHINE)).isEmpty();
    assertThat(booter.reason(MACHINE).orElseThrow())
        .contains("it answered 200 with what is no boot document")
        .doesNotContain("\u0000");
  }

  @Test
  void sendsTenMegabytes() throws Exception {
    AtomicLong sent = new AtomicLong();
    server.reply((request, out) -> pour(out, sent, "Content-Length: 10485760"));
    ApiBooter booter = booter(server.url());

    assertThat(booter.bootSpec(MACHINE)).isEmpty();
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("longer than 1048576 octets");
  }

  @Test
  void sendsWithoutEnd() throws Exception {
    AtomicLong sent = new AtomicLong();
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    server.reply(
        (request, out) -> {
          try {
            pour(out, sent, "Connection: close");
          } finally {
            stopped.complete(null);
          }
        });
    ApiBooter booter = booter(server.url(), "requestTimeout", "20000", "questionTimeout", "20000");

    assertThat(booter.bootSpec(MACHINE)).isEmpty();
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("longer than 1048576 octets");
    stopped.get();
    assertThat(sent.get()).as("what the sockets' buffers hold, and not all").isLessThan(64L << 20);
  }

  @Test
  void compressesUnasked() throws Exception {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
      gzip.write(DOCUMENT.getBytes(UTF_8));
    }
    server.reply(
        (request, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                  .formatted(octets.size())
                  .getBytes(UTF_8));
          octets.writeTo(out);
        });
    ApiBooter booter = booter(server.url());

    assertThat(booter.bootSpec(MACHINE)).isEmpty();
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("gzip, which was not asked for");
  }

  @Test
  void isSlowAndItsLastAnswerServes() throws Exception {
    ApiBooter booter = booter(server.url(), "requestTimeout", "5000", "retries", "0");
    booter.bootSpec(MACHINE);
    server.reply((request, out) -> end.await());

    assertThat(booter.bootSpec(MACHINE)).contains(KERNEL);
    assertThat(booter.reason(MACHINE).orElseThrow()).contains("because no whole answer within");
  }

  @Test
  void isNotAskedMoreAtATimeThanItMayBe() throws Exception {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch another = new CountDownLatch(2);
    server.reply(
        (request, out) -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          another.countDown();
          // as long as it takes another to come, if it can
          boolean unused = another.await(500, MILLISECONDS);
          underWay.decrementAndGet();
          ScriptedServer.always(ok(DOCUMENT)).to(request, out);
        });
    ApiBooter booter = booter(server.url(), "requests", "1");
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      askers.add(asking(booter, "02:00:00:00:00:0" + i));
    }
    for (Thread asker : askers) {
      asker.join();
    }
    assertThat(server.requests()).hasSize(4);
    assertThat(most).hasValue(1);
  }

  @Test
  void anInterruptEndsTheRequest() throws Exception {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    server.reply(
        (request, out) -> {
          try {
            while (!end.await(20, MILLISECONDS)) {
              out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8));
              out.flush();
            }
          } catch (IOException e) {
            gone.complete(null);
          }
        });
    ApiBooter booter = booter(server.url(), "requestTimeout", "60000", "questionTimeout", "60000");
    Thread asker = asking(booter, "02:00:00:00:00:01");
    Awaitility.await().until(() -> server.requests().size() == 1);
    asker.interrupt();
    asker.join();
    gone.get();
  }

  private static Thread asking(ApiBooter booter, String mac) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Optional<BootSpec> unused = booter.bootSpec(Booters.machine(mac));
              } catch (IOException | InterruptedException e) {
                // what the test is about
              }
            });
    thread.start();
    return thread;
  }

  private static void pour(OutputStream out, AtomicLong sent, String field) throws IOException {
    out.write(("HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n{\"message\": \"").getBytes(UTF_8));
    byte[] piece = "x".repeat(1 << 16).getBytes(UTF_8);
    for (int i = 0; i < 16_384; i++) {
      out.write(piece);
      sent.addAndGet(piece.length);
    }
  }

  private void assertNoAnswer(String reason) {
    assertThatIOException()
        .isThrownBy(() -> booter(server.url(), "retries", "1").bootSpec(MACHINE))
        .withMessageContaining(reason);
  }

  /** Of a server that would never end: one that does may be slow. */
  private void assertNoAnswerWithin200Milliseconds() {
    assertThatIOException()
        .isThrownBy(
            () -> booter(server.url(), "requestTimeout", "200", "retries", "1").bootSpec(MACHINE))
        .withMessageContaining("no whole answer within 200 ms");
  }

  private static ApiBooter booter(URI url, String... keysAndValues) {
    return new ApiBooter(Booters.settings(url, keysAndValues), new Backoff(() -> 0), Time.REAL);
  }
}
