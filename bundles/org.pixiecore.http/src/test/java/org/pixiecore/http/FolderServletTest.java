package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.Machine;

/** What is in a machine's folder, as firmware and boot loaders get it. */
@Timeout(300)
class FolderServletTest {

  private static final Machine MACHINE =
      new Machine(
          TestServer.MAC,
          new Architecture(16),
          Firmware.HTTP_BOOT,
          Optional.of(UUID.fromString("12345678-9abc-def0-1234-56789abcdef0")));

  @TempDir Path directory;

  private final FolderServlet servlet = new FolderServlet(new ServedPaths(), new BootReports());
  private final List<LoaderRequest> asked = new ArrayList<>();
  private LoaderFile found = new LoaderFile.Absent("");
  private byte[] program;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    program = bytes(100_000);
    Path path = Files.write(directory.resolve("snponly.efi"), program);
    servlet.programs = programs(new BootProgram("ipxe-x86_64.efi", path, Loader.IPXE));
    servlet.loaders =
        question -> {
          asked.add(question);
          return CompletableFuture.completedFuture(found);
        };
    server = new TestServer().with(ServerUrls.FOLDER_PATH + "/*", servlet).start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  /** UEFI 2.10 section 24.7.2.3: the type says that it is a program. */
  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "GET"})
  void aProgramIsOfTheTypeAndLengthByWhichUefiKnowsIt(String method) throws Exception {
    HttpResponse<byte[]> response = server.send(method, url("ipxe-x86_64.efi"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo("application/efi");
    assertThat(header(response, "Content-Length")).isEqualTo("100000");
    assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(response.body()).isEqualTo(method.equals("GET") ? program : new byte[0]);
    assertThat(asked).isEmpty();
  }

  /** UEFI HTTP Boot resumes so. */
  @Test
  void aProgramIsSentFromWhereTheClientLeftOff() throws Exception {
    HttpResponse<byte[]> response = server.get(url("ipxe-x86_64.efi"), "Range", "bytes=99990-");

    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(header(response, "Content-Range")).isEqualTo("bytes 99990-99999/100000");
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(program, 99_990, 100_000));
  }

  @Test
  void aLoadersQuestionTellsAllThatTheFolderDoes() throws Exception {
    found = new LoaderFile.Generated(ByteBuffer.wrap("DEFAULT linux\n".getBytes(UTF_8)));

    HttpResponse<byte[]> response = server.get(url("pxelinux.cfg/default"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).asString().isEqualTo("DEFAULT linux\n");
    assertThat(header(response, "Content-Type")).startsWith("text/plain");
    assertThat(header(response, "Content-Length")).isEqualTo("14");
    LoaderRequest question = asked.get(0);
    assertThat(question.mac()).contains(TestServer.MAC);
    assertThat(question.joinedPath()).isEqualTo("pxelinux.cfg/default");
    assertThat(question.base()).contains(server.base());
    assertThat(question.machine())
        .hasValueSatisfying(
            machine -> {
              assertThat(machine.architecture()).isEqualTo(MACHINE.architecture());
              assertThat(machine.firmware()).isEqualTo(Firmware.HTTP_BOOT);
              assertThat(machine.uuid()).isEqualTo(MACHINE.uuid());
              assertThat(machine.network().server()).isPresent();
            });
  }

  @ParameterizedTest
  @CsvSource({"HEAD, true", "GET, false"})
  void whoOnlyAsksWhatThereIsIsToldApart(String method, boolean inquiry) throws Exception {
    found = new LoaderFile.Generated(ByteBuffer.wrap("DEFAULT linux\n".getBytes(UTF_8)));

    HttpResponse<byte[]> response = server.send(method, url("booted/ticket/lab/vmlinuz"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Length")).isEqualTo("14");
    assertThat(response.body()).hasSize(inquiry ? 0 : 14);
    assertThat(asked).extracting(LoaderRequest::inquiry).containsExactly(inquiry);
  }

  /** U-Boot's wget waits for ever where all of an answer is in one segment. */
  @Test
  void theHeaderOfWhatIsGeneratedGoesOutBeforeTheRest() throws Exception {
    List<String> calls = new ArrayList<>();
    ServletOutputStream body =
        new ServletOutputStream() {
          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void write(int octet) {
            calls.add("write");
          }
        };
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                  calls.add(method.getName());
                  return method.getName().equals("getOutputStream") ? body : null;
                });

    FolderServlet.send(response, ByteBuffer.wrap(new byte[1]));

    assertThat(calls)
        .containsSubsequence("setContentLength", "flushBuffer", "getOutputStream", "write");
  }

  /** PXELINUX speaks HTTP/1.0, and names in Host no port. */
  @Test
  void aClientThatNamesNoPortIsAnsweredWithTheOneThatItAsked() throws Exception {
    found = new LoaderFile.Generated(ByteBuffer.wrap("DEFAULT linux\n".getBytes(UTF_8)));
    String path = url("pxelinux.cfg/default").substring(server.base().length());
    try (Socket socket = server.connect()) {
      socket
          .getOutputStream()
          .write(("GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").getBytes(UTF_8));
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), UTF_8))
          .contains("200 OK")
          .contains("Content-Length: 14")
          .endsWith("DEFAULT linux\n");
    }
    assertThat(asked.get(0).base()).contains(server.base());
  }

  /** As one file, each but the last filled up to a multiple of four octets. */
  @ParameterizedTest
  @CsvSource({
    "0, 40012",
    "0, 1",
    "1, 5",
    "2, 3",
    "3, 4",
    "4, 40007",
    "40004, 40011",
    "39990, 40009"
  })
  void severalFilesAreOneInRangesToo(int first, int end) throws Exception {
    byte[] one = bytes(1);
    byte[] two = bytes(39_998);
    byte[] three = bytes(7);
    found =
        new LoaderFile.Stored(
            List.of(
                Files.write(directory.resolve("one"), one),
                Files.write(directory.resolve("two"), two),
                Files.write(directory.resolve("three"), three)));
    ByteBuffer whole = ByteBuffer.allocate(40_011);
    whole.put(one).position(4).put(two).position(40_004).put(three);

    HttpResponse<byte[]> all = server.get(url("boot/initrd"));
    HttpResponse<byte[]> part =
        server.get(url("boot/initrd"), "Range", "bytes=" + first + "-" + (end - 1));

    assertThat(all.body()).isEqualTo(whole.array());
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body())
        .isEqualTo(Arrays.copyOfRange(whole.array(), first, Math.min(end, 40_011)));
    assertThat(header(part, "ETag")).isEqualTo(header(all, "ETag")).isNotEmpty();
  }

  @Test
  void whatIsNotThereAndWhatIsNotKnownYetAreToldApart() throws Exception {
    assertThat(server.get(url("pxelinux.cfg/default")).statusCode()).isEqualTo(404);

    found = new LoaderFile.Stored(directory.resolve("gone"));
    assertThat(server.get(url("file/token/vmlinuz")).statusCode()).isEqualTo(404);

    found = new LoaderFile.NotYet("the core is away");
    HttpResponse<byte[]> later = server.get(url("pxelinux.cfg/default"));
    assertThat(later.statusCode()).isEqualTo(503);
    assertThat(header(later, "Retry-After")).isEqualTo("1");
  }

  /** Bundles are replaced while machines boot, and firmware that is told 404 gives up. */
  @Test
  void aServiceThatIsAwayIsWaitedForByThoseAloneThatNeedIt() throws Exception {
    servlet.loaders = null;
    assertThat(server.get(url("pxelinux.cfg/default")).statusCode()).isEqualTo(503);
    assertThat(server.get(url("ipxe-x86_64.efi")).statusCode()).isEqualTo(200);

    servlet.programs = null;
    assertThat(server.get(url("ipxe-x86_64.efi")).statusCode()).isEqualTo(503);
    assertThat(server.get(url("pxelinux.cfg/default")).statusCode()).isEqualTo(503);
  }

  @Test
  void aFailureOfTheLoadersIsTheServersFault() throws Exception {
    servlet.loaders = question -> CompletableFuture.failedFuture(new IOException("on purpose"));
    assertThat(server.get(url("pxelinux.cfg/default")).statusCode()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/mac=52-54-00-12-34-56&arch=7",
        "/mac=52-54-00-12-34-56&arch=7/",
        "/mac=52-54-00-12-34&arch=7/a",
        "/mac=52-54-00-12-34-56/a",
        "/mac=52-54-00-12-34-56&arch=7/a%2Fb",
        "/mac=52-54-00-12-34-56&arch=7/%2e%2e/a"
      })
  void whatIsNoFolderOfAMachinesIsRefused(String path) throws Exception {
    int status = server.get(server.base() + ServerUrls.FOLDER_PATH + path).statusCode();
    assertThat(status).isIn(400, 404);
    assertThat(asked).isEmpty();
  }

  private String url(String path) {
    return new ServerUrls(server.base()).folder(MACHINE, 223) + path;
  }

  private static BootPrograms programs(BootProgram only) {
    return new BootPrograms() {
      @Override
      public Loader loaderFor(Machine machine) {
        return only.loader();
      }

      @Override
      public Optional<BootProgram> programFor(Machine machine) {
        return Optional.of(only);
      }

      @Override
      public Optional<BootProgram> named(String name) {
        return Optional.of(only).filter(program -> program.name().equals(name));
      }
    };
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
