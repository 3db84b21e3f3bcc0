package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import javax.servlet.AsyncContext;
import javax.servlet.Filter;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootFile;

/** Files of other servers, well and badly behaved, as clients get them. */
@Timeout(300)
class RemoteFileTest {

  private static final byte[] CONTENT = bytes(300_000);

  private final LiveHttpSettings settings =
      TestServer.settings("readTimeout", 20_000, "connectTimeout", 20_000);
  private final FileServlet servlet =
      new FileServlet(settings, new ServedPaths(), new BootReports());
  private final CountDownLatch never = new CountDownLatch(1);
  private TestServer server;
  private Origin origin;

  @BeforeEach
  void start() throws Exception {
    servlet.files = TestServer.SEAL;
    server = new TestServer().with(ServerUrls.FILE_PATH + "/*", servlet).start();
    origin = new Origin();
  }

  @AfterEach
  void stop() throws Exception {
    never.countDown();
    server.stop();
    origin.stop();
  }

  @Test
  void getPassesTheFileOn() throws Exception {
    origin.answers(
        out -> {
          out.write(
              head(
                  "200 OK",
                  "Content-Length: " + CONTENT.length,
                  "ETag: \"v1\"",
                  "Last-Modified: Mon, 03 Feb 2020 04:05:06 GMT",
                  "Accept-Ranges: bytes",
                  "Content-Type: text/html",
                  "Set-Cookie: secret=1",
                  "X-Internal: path"));
          out.write(CONTENT);
        });
    HttpResponse<byte[]> response = get("/a/vmlinuz");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(CONTENT);
    assertThat(header(response, "Content-Length")).isEqualTo("300000");
    assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(response, "ETag")).isEqualTo("\"v1\"");
    assertThat(header(response, "Last-Modified")).isEqualTo("Mon, 03 Feb 2020 04:05:06 GMT");
    assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "x-internal");
    assertThat(origin.requests().get(0))
        .startsWith("GET /a/vmlinuz HTTP/1.1\n")
        .contains("Host: " + origin.authority() + "\n")
        .doesNotContainIgnoringCase("upgrade");
  }

  @Test
  void headAsksForTheHeadAlone() throws Exception {
    origin.answers(out -> out.write(head("200 OK", "Content-Length: 123456789012")));
    HttpResponse<byte[]> response = server.send("HEAD", url("/vmlinuz"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Length")).isEqualTo("123456789012");
    assertThat(origin.requests().get(0)).startsWith("HEAD ");
  }

  @Test
  void rangesAndConditionsAreTheOriginsToAnswer() throws Exception {
    origin.answers(
        out -> {
          out.write(
              head("206 Partial Content", "Content-Length: 3", "Content-Range: bytes 5-7/300"));
          out.write("abc".getBytes(UTF_8));
        });
    HttpResponse<byte[]> part =
        server.get(url("/x"), "Range", "bytes=5-7", "If-Range", "\"v1\"", "Cookie", "mine=1");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).asString(UTF_8).isEqualTo("abc");
    assertThat(header(part, "Content-Range")).isEqualTo("bytes 5-7/300");
    assertThat(origin.requests().get(0))
        .containsIgnoringCase("\nRange: bytes=5-7\n")
        .containsIgnoringCase("\nIf-Range: \"v1\"\n")
        .doesNotContain("mine=1");

    origin.answers(out -> out.write(head("304 Not Modified", "ETag: \"v1\"")));
    HttpResponse<byte[]> same = server.get(url("/x"), "If-None-Match", "\"v1\"");
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(header(same, "ETag")).isEqualTo("\"v1\"");

    origin.answers(
        out ->
            out.write(
                head(
                    "416 Range Not Satisfiable",
                    "Content-Range: bytes */300",
                    "Content-Length: 0")));
    HttpResponse<byte[]> behind = server.get(url("/x"), "Range", "bytes=900-");
    assertThat(behind.statusCode()).isEqualTo(416);
    assertThat(header(behind, "Content-Range")).isEqualTo("bytes */300");
  }

  @Test
  void aLengthThatTheOriginDoesNotTellIsToldByTheLastChunk() throws Exception {
    origin.answers(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n");
    HttpResponse<byte[]> response = get("/vmlinuz");
    assertThat(response.body()).asString(UTF_8).isEqualTo("hello!");
    assertThat(header(response, "Transfer-Encoding")).isEqualTo("chunked");
  }

  @Test
  void userInfoGoesToItsServerAsAuthorizationAndNowhereElse() throws Exception {
    Origin other = new Origin();
    origin.answers(redirect("302 Found", other.url("/next")));
    other.answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    BootFile file = BootFile.parse("http://user:pa%20ss@" + origin.authority() + "/vmlinuz?q=1");
    HttpResponse<byte[]> response = server.get(server.url(file));
    other.stop();

    assertThat(response.body()).asString(UTF_8).isEqualTo("ok");
    String basic = Base64.getEncoder().encodeToString("user:pa ss".getBytes(UTF_8));
    assertThat(origin.requests().get(0))
        .startsWith("GET /vmlinuz?q=1 HTTP/1.1\n")
        .containsIgnoringCase("\nAuthorization: Basic " + basic + "\n");
    assertThat(other.requests().get(0)).doesNotContainIgnoringCase("authorization");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
        "308 Permanent Redirect"
      })
  void aRedirectIsFollowedAndTheClientSeesNone(String status) throws Exception {
    origin.answers(
        out ->
            (origin.requests().size() == 1
                    ? redirect(status, "../b/vmlinuz?x=1")
                    : (Origin.Manners)
                        next ->
                            next.write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(UTF_8)))
                .answer(out));
    assertThat(get("/a/vmlinuz").body()).asString(UTF_8).isEqualTo("ok");
    assertThat(origin.requests().get(1)).startsWith("GET /b/vmlinuz?x=1 ");
  }

  @Test
  void aCircleOfRedirectsEnds() throws Exception {
    origin.answers(redirect("302 Found", "/vmlinuz"));
    HttpResponse<byte[]> response = get("/vmlinuz");
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(origin.requests()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://x/y",
        "http://",
        "http:///x",
        "::",
        "http://a b/",
        ""
      })
  void aRedirectToWhatIsNoWebServerIsRefused(String location) throws Exception {
    origin.answers(redirect("302 Found", location));
    HttpResponse<byte[]> response = get("/vmlinuz");
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(text(response)).doesNotContain("etc").doesNotContain("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "404 Not Found, 404",
    "410 Gone, 404",
    "401 Unauthorized, 502",
    "403 Forbidden, 502",
    "500 Internal Server Error, 502",
    "204 No Content, 502",
    "300 Multiple Choices, 502",
  })
  void whatTheOriginRefusesIsSaidInPlainWords(String answer, int status) throws Exception {
    origin.answers("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\n\r\n");
    HttpResponse<byte[]> response = get("/vmlinuz");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(text(response))
        .isEqualTo("The server that has this file answers " + answer.substring(0, 3) + ".\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "HTTP/9.9 x\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConte"
      })
  void anOriginThatMakesNoSenseIsABadGateway(String answer) throws Exception {
    origin.answers(answer);
    HttpResponse<byte[]> response = get("/vmlinuz");
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(text(response)).endsWith("cannot be reached, or makes no sense.\n");
  }

  @Test
  void anOriginThatIsNotThereIsABadGateway() throws Exception {
    origin.stop();
    assertThat(get("/vmlinuz").statusCode()).isEqualTo(502);
    assertThat(server.get(server.url(BootFile.parse("http://no-such-host.invalid/x"))).statusCode())
        .isEqualTo(502);
  }

  @Test
  void anOriginThatDoesNotAnswerIsGivenUp() throws Exception {
    settings.modified(Map.of("readTimeout", 50));
    origin.answers(out -> never.await());
    HttpResponse<byte[]> response = get("/vmlinuz");
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(text(response))
        .isEqualTo("The server that has this file does not answer in time.\n");
  }

  @Test
  void anOriginThatFallsSilentEndsTheResponseShort() {
    settings.modified(Map.of("readTimeout", 1000));
    origin.answers(
        out -> {
          out.write(head("200 OK", "Content-Length: 300000"));
          out.write(CONTENT, 0, 150_000);
          out.flush();
          never.await();
        });
    assertThatThrownBy(() -> get("/vmlinuz")).isInstanceOf(IOException.class);
  }

  @Test
  void anOriginThatSendsTooLittleEndsTheResponseShort() {
    origin.answers(
        out -> {
          out.write(head("200 OK", "Content-Length: 300000"));
          out.write(CONTENT, 0, 299_999);
        });
    assertThatThrownBy(() -> get("/vmlinuz")).isInstanceOf(IOException.class);
  }

  @Test
  void anOriginThatBreaksOffAChunkedResponseEndsItShort() {
    origin.answers("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nwo");
    assertThatThrownBy(() -> get("/vmlinuz")).isInstanceOf(IOException.class);
  }

  @Test
  void anOriginThatSendsMoreThanItSaidIsCutWhereItSaid() throws Exception {
    origin.answers(
        out -> {
          out.write(head("200 OK", "Content-Length: 1000"));
          out.write(CONTENT);
        });
    assertThat(get("/vmlinuz").body()).isEqualTo(Arrays.copyOf(CONTENT, 1000));
  }

  @Test
  void aFileFarLargerThanEveryBufferGoesThrough() throws Exception {
    long size = (200L << 20) + 1;
    byte[] piece = new byte[1 << 20];
    origin.answers(
        out -> {
          out.write(head("200 OK", "Content-Length: " + size));
          for (long left = size; left > 0; left -= piece.length) {
            out.write(piece, 0, (int) Math.min(left, piece.length));
          }
        });
    try (Socket socket = server.connect()) {
      String path = url("/vmlinuz").replaceFirst("http://[^/]+", "");
      socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(UTF_8));
      InputStream in = socket.getInputStream();
      long total = 0;
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        total += n;
      }
      assertThat(total).isGreaterThan(size).isLessThan(size + 1000);
    }
  }

  @Test
  void aClientThatGoesAwayLetsTheOriginGo() throws Exception {
    CountDownLatch brokenOff = new CountDownLatch(1);
    origin.answers(
        out -> {
          try {
            out.write(head("200 OK", "Content-Length: 1000000000000"));
            while (true) {
              out.write(CONTENT);
            }
          } catch (IOException e) {
            brokenOff.countDown();
          }
        });
    try (Socket socket = server.connect()) {
      String path = url("/vmlinuz").replaceFirst("http://[^/]+", "");
      socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(UTF_8));
      assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
    }
    brokenOff.await();
  }

  @Test
  void aResponseThatTheContainerRefusesIsAFailureAndLetsTheOriginGo() throws Exception {
    CountDownLatch brokenOff = new CountDownLatch(1);
    origin.answers(
        out -> {
          try {
            out.write(head("200 OK", "Content-Length: 1000000000000"));
            while (true) {
              out.write(CONTENT);
            }
          } catch (IOException e) {
            brokenOff.countDown();
          }
        });
    TestServer refusing =
        new TestServer()
            .with(refusingEveryContentType())
            .with(ServerUrls.FILE_PATH + "/*", servlet)
            .start();
    HttpResponse<byte[]> response = refusing.get(refusing.url(BootFile.parse(origin.url("/x"))));
    refusing.stop();
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEmpty();
    brokenOff.await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "bytes=0-1, -1", "items=0-1"})
  void severalRangesGetTheWholeFile(String range) throws Exception {
    origin.answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    assertThat(server.get(url("/x"), "Range", range, "If-Range", "\"v1\"").body())
        .asString(UTF_8)
        .isEqualTo("ok");
    assertThat(origin.requests().get(0)).doesNotContainIgnoringCase("range:");
  }

  private static Filter refusingEveryContentType() {
    return (request, response, chain) -> {
      HttpServletResponse refusing =
          new HttpServletResponseWrapper((HttpServletResponse) response) {
            @Override
            public void setContentType(String type) {
              throw new IllegalStateException("refused");
            }
          };
      chain.doFilter(
          new HttpServletRequestWrapper((HttpServletRequest) request) {
            @Override
            public AsyncContext startAsync() {
              return startAsync(getRequest(), refusing);
            }
          },
          response);
    };
  }

  private static Origin.Manners redirect(String status, String location) {
    return out -> out.write(head(status, "Location: " + location, "Content-Length: 0"));
  }

  private static byte[] head(String status, String... headers) {
    return ("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
        .getBytes(ISO_8859_1);
  }

  private String url(String path) {
    return server.url(BootFile.parse(origin.url(path)));
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return server.get(url(path));
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
