package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.servlet.Filter;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootFile;

/** Files on this server, as clients get them. */
@Timeout(300)
class LocalFileTest {

  private static final byte[] CONTENT = bytes(100_000);

  @TempDir Path folder;

  private final FileServlet servlet =
      new FileServlet(TestServer.settings(), new ServedPaths(), new BootReports());
  private TestServer server;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    servlet.files = TestServer.SEAL;
    server = new TestServer().with(ServerUrls.FILE_PATH + "/*", servlet).start();
    file = Files.write(folder.resolve("vmlinuz"), CONTENT);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void getSendsTheFileAndWhatAClientNeedsToResume() throws Exception {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-02-03T04:05:06Z")));
    HttpResponse<byte[]> response = server.get(url());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(CONTENT);
    assertThat(header(response, "Content-Length")).isEqualTo("100000");
    assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(response, "Last-Modified")).isEqualTo("Mon, 03 Feb 2020 04:05:06 GMT");
    assertThat(header(response, "ETag")).matches("\"[0-9a-f-]+\"");
  }

  @Test
  void headSaysTheSameWithoutABody() throws Exception {
    HttpResponse<byte[]> head = server.send("HEAD", url());
    HttpResponse<byte[]> get = server.get(url());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : new String[] {"Content-Length", "Content-Type", "ETag", "Last-Modified"}) {
      assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
    }
    assertThat(server.send("HEAD", url(), "Range", "bytes=0-1").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"snponly.efi, application/efi", "A.EFI, application/efi", "efi, application/efi"})
  void efiProgramsAreCalledSo(String name, String type) throws Exception {
    Files.write(folder.resolve(name), CONTENT);
    assertThat(header(server.send("HEAD", url(folder.resolve(name))), "Content-Type"))
        .isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9, 0, 10",
    "bytes=99990-, 99990, 100000",
    "bytes=-1, 99999, 100000",
    "bytes=500-200000, 500, 100000",
  })
  void aRangeIsThatPart(String range, int from, int to) throws Exception {
    HttpResponse<byte[]> response = server.get(url(), "Range", range);
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(CONTENT, from, to));
    assertThat(header(response, "Content-Range"))
        .isEqualTo("bytes " + from + "-" + (to - 1) + "/100000");
    assertThat(header(response, "Content-Length")).isEqualTo(String.valueOf(to - from));
  }

  @Test
  void severalRangesGetTheWholeFile() throws Exception {
    HttpResponse<byte[]> response = server.get(url(), "Range", "bytes=0-1,5-6");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(CONTENT);
  }

  @Test
  void aRangeBehindTheEndIsNotSatisfiable() throws Exception {
    HttpResponse<byte[]> response = server.get(url(), "Range", "bytes=100000-");
    assertThat(response.statusCode()).isEqualTo(416);
    assertThat(header(response, "Content-Range")).isEqualTo("bytes */100000");
  }

  @Test
  void aRangeOfAnotherStateOfTheFileGetsTheWholeOfThisOne() throws Exception {
    String etag = header(server.send("HEAD", url()), "ETag");
    assertThat(server.get(url(), "Range", "bytes=0-9", "If-Range", etag).statusCode())
        .isEqualTo(206);
    Files.write(file, bytes(5000));
    HttpResponse<byte[]> response = server.get(url(), "Range", "bytes=0-9", "If-Range", etag);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).hasSize(5000);
  }

  @Test
  void whoHasTheFileGetsNoSecondCopy() throws Exception {
    HttpResponse<byte[]> first = server.get(url());
    HttpResponse<byte[]> byTag = server.get(url(), "If-None-Match", header(first, "ETag"));
    assertThat(byTag.statusCode()).isEqualTo(304);
    assertThat(byTag.body()).isEmpty();
    assertThat(header(byTag, "ETag")).isEqualTo(header(first, "ETag"));
    assertThat(server.get(url(), "If-Modified-Since", header(first, "Last-Modified")).statusCode())
        .isEqualTo(304);
    assertThat(server.get(url(), "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void anEmptyFileIsEmpty() throws Exception {
    Files.write(file, new byte[0]);
    HttpResponse<byte[]> response = server.get(url());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Length")).isEqualTo("0");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aConnectionServesManyFiles() throws Exception {
    try (Socket socket = server.connect()) {
      for (int i = 0; i < 5; i++) {
        request(socket, "GET", url(), "HTTP/1.1");
        assertThat(response(socket.getInputStream())).isEqualTo(CONTENT);
      }
    }
  }

  @Test
  void anHttp10ClientGetsItWithItsLengthAndTheEndOfTheConnection() throws Exception {
    try (Socket socket = server.connect()) {
      request(socket, "GET", url(), "HTTP/1.0");
      String all = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(all).startsWith("HTTP/1.1 200 ").contains("\r\nContent-Length: 100000\r\n");
    }
  }

  @Test
  void aFileReplacedByARenameIsSeenAtOnce() throws Exception {
    FileTime time = Files.getLastModifiedTime(file);
    assertThat(server.get(url()).body()).isEqualTo(CONTENT);
    byte[] other = new byte[CONTENT.length];
    Path fresh = Files.write(folder.resolve("fresh"), other);
    Files.setLastModifiedTime(fresh, time);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(server.get(url()).body()).isEqualTo(other);
  }

  @Test
  void aFileThatIsGoneOrNoFileIsNotFoundAndNobodyLearnsWhereItWas() throws Exception {
    assertThat(server.get(url()).statusCode()).isEqualTo(200);
    Files.delete(file);
    Path inNoFolder = Files.createFile(folder.resolve("a file")).resolve("x");
    for (Path path : new Path[] {file, folder, inNoFolder, Path.of("/dev/zero")}) {
      HttpResponse<byte[]> response = server.get(url(path));
      assertThat(response.statusCode()).as("%s", path).isEqualTo(404);
      assertThat(new String(response.body(), UTF_8))
          .isEqualTo("This file is not there any more.\n");
      assertThat(response.headers().map().toString()).doesNotContain(folder.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/x", "/x/y", "/L2V0Yy9wYXNzd2Q!/x", "/etc/passwd", "//etc/passwd"})
  void whatIsNoTokenLooksTheSameWhateverItIs(String path) throws Exception {
    HttpResponse<byte[]> response = server.get(server.base() + ServerUrls.FILE_PATH + path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(new String(response.body(), UTF_8)).isEqualTo("There is no such file.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/%2e%2e/%2e%2e/etc/passwd", "/../../../../etc/passwd", "/x/%2fetc", "/%00"})
  void aPathThatLeavesTheServletFindsNothing(String path) throws Exception {
    assertThat(server.get(server.base() + ServerUrls.FILE_PATH + path).statusCode()).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/anything", "/../..", "/a/b/c", "?mac=%0d%0aX: y", "?mac=<b>"})
  void theNameAndTheMacAreForPeopleOnly(String rest) throws Exception {
    String token = ServerUrls.FILE_PATH + "/" + TestServer.SEAL.seal(BootFile.of(file));
    HttpResponse<byte[]> response =
        server.get(
            server.base() + token + rest.replace("<", "%3C").replace(">", "%3E").replace(" ", "+"));
    if (rest.equals("/../..")) {
      assertThat(response.statusCode()).isEqualTo(404);
    } else {
      assertThat(response.body()).isEqualTo(CONTENT);
    }
  }

  @Test
  void whileTheCoreIsReplacedAClientIsToTryAgain() throws Exception {
    servlet.files = null;
    HttpResponse<byte[]> response = server.get(url());
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(header(response, "Retry-After")).isEqualTo("1");
  }

  @Test
  void aFileOverTwoGigabytesGoesOutWholeAndInParts() throws Exception {
    long size = (2L << 30) + 1000;
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
      sparse.seek((1L << 31) - 2);
      sparse.write("BORDER".getBytes(UTF_8));
      sparse.seek(size - 3);
      sparse.write("END".getBytes(UTF_8));
    }
    assertThat(header(server.send("HEAD", url()), "Content-Length")).isEqualTo("" + size);
    assertThat(server.get(url(), "Range", "bytes=2147483646-2147483651").body())
        .asString(UTF_8)
        .isEqualTo("BORDER");
    assertThat(server.get(url(), "Range", "bytes=-3").body()).asString(UTF_8).isEqualTo("END");
    try (Socket socket = server.connect()) {
      request(socket, "GET", url(), "HTTP/1.0");
      assertThat(count(socket.getInputStream())).isGreaterThan(size).isLessThan(size + 1000);
    }
  }

  @Test
  void aFileTruncatedWhileItIsSentEndsThatConnectionAndNothingElse() throws Exception {
    // far more than the sockets between here and there hold
    byte[] page = bytes(1 << 20);
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < 64; i++) {
        out.write(ByteBuffer.wrap(page));
      }
    }
    try (Socket socket = server.connect()) {
      request(socket, "GET", url(), "HTTP/1.1");
      InputStream in = socket.getInputStream();
      assertThat(in.readNBytes(1000)).startsWith("HTTP/1.1 200 ".getBytes(UTF_8));
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        out.truncate(4096);
      }
      assertThat(drain(in)).isLessThan(64L << 20);
    }
    assertThat(server.get(url()).body()).isEqualTo(Arrays.copyOf(page, 4096));
  }

  @Test
  void aClientThatGoesAwayHarmsNobody() throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 30);
    }
    for (int i = 0; i < 20; i++) {
      try (Socket socket = server.connect()) {
        request(socket, "GET", url(), "HTTP/1.1");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        socket.setSoLinger(true, 0);
      }
    }
    assertThat(server.get(url(), "Range", "bytes=0-9").body()).hasSize(10);
  }

  @Test
  void manySlowClientsLeaveThreadsForTheOthers() throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 30);
    }
    Socket[] sockets = new Socket[300];
    try {
      for (int i = 0; i < sockets.length; i++) {
        sockets[i] = server.connect();
        request(sockets[i], "GET", url(), "HTTP/1.1");
        assertThat(sockets[i].getInputStream().read()).isEqualTo('H');
      }
      assertThat(server.get(url(), "Range", "bytes=0-9").body()).hasSize(10);
    } finally {
      for (Socket socket : sockets) {
        if (socket != null) {
          socket.close();
        }
      }
    }
  }

  @Test
  void inAnotherContainerThePlainStreamServes() throws Exception {
    server.stop();
    server =
        new TestServer()
            .with(ServerUrls.FILE_PATH + "/*", servlet)
            .with(unknownContainer())
            .start();
    assertThat(server.get(url()).body()).isEqualTo(CONTENT);
    assertThat(server.get(url(), "Range", "bytes=70000-").body())
        .isEqualTo(Arrays.copyOfRange(CONTENT, 70_000, 100_000));
  }

  static Stream<int[]> parts() {
    return Stream.of(
        new int[] {0, 1},
        new int[] {0, 7},
        new int[] {6, 2},
        new int[] {7, 7},
        new int[] {3, 90},
        new int[] {99, 1},
        new int[] {0, 100},
        new int[] {50, 0});
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aFileOfManySegmentsIsCutWhereverOneAsks(int[] part) throws IOException {
    byte[] content = Arrays.copyOf(CONTENT, 100);
    MappedFiles files = new MappedFiles(7);
    MappedFiles.Mapped mapped = files.open(Files.write(folder.resolve("small"), content));
    ByteBuffer joined = ByteBuffer.allocate(part[1]);
    files.slices(mapped, part[0], part[1]).forEach(joined::put);
    assertThat(joined.array()).isEqualTo(Arrays.copyOfRange(content, part[0], part[0] + part[1]));
  }

  @Test
  void whatIsMappedOnceServesUntilTheFileChanges() throws IOException {
    MappedFiles files = new MappedFiles();
    MappedFiles.Mapped first = files.open(file);
    assertThat(files.open(file)).isSameAs(first);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
    assertThat(files.open(file)).isNotSameAs(first);
  }

  /** Hands out a stream that is not Jetty's. */
  private static Filter unknownContainer() {
    return (request, response, chain) ->
        chain.doFilter(
            request,
            new HttpServletResponseWrapper((HttpServletResponse) response) {
              @Override
              public ServletOutputStream getOutputStream() throws IOException {
                return new ForeignStream(super.getOutputStream());
              }
            });
  }

  private static final class ForeignStream extends ServletOutputStream {

    private final ServletOutputStream out;

    ForeignStream(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      out.write(octets, offset, length);
    }
  }

  private String url() {
    return url(file);
  }

  private String url(Path path) {
    return server.url(BootFile.of(path));
  }

  private static void request(Socket socket, String method, String url, String version)
      throws IOException {
    String path = url.substring(url.indexOf("/pixiecore"));
    OutputStream out = socket.getOutputStream();
    out.write((method + " " + path + " " + version + "\r\nHost: x\r\n\r\n").getBytes(UTF_8));
  }

  /** The body of one response on a connection that goes on. */
  private static byte[] response(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.read());
    }
    int length =
        Integer.parseInt(head.toString().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
    return in.readNBytes(length);
  }

  private static long count(InputStream in) throws IOException {
    byte[] chunk = new byte[1 << 20];
    long total = 0;
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      total += n;
    }
    return total;
  }

  /** As {@link #count}, of a connection that may be reset. */
  private static long drain(InputStream in) {
    long total = 0;
    try {
      byte[] chunk = new byte[1 << 16];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        total += n;
      }
    } catch (IOException e) {
      // cut off, as expected
    }
    return total;
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
