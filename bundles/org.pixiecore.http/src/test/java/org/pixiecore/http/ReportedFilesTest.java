package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.Loader;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent.FileRefused;
import org.pixiecore.api.event.BootEvent.TransferBegan;
import org.pixiecore.api.event.BootEvent.TransferEnded;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.event.FileTransfer;

/** What is told of files that are asked for. */
@Timeout(300)
class ReportedFilesTest {

  private static final Client MACHINE = Client.of(TestServer.MAC, InetAddress.getLoopbackAddress());

  @TempDir Path directory;
  private final RecordedEvents events = new RecordedEvents();
  private final BootReports reports = events.reports();
  private final FileServlet files =
      new FileServlet(TestServer.settings(), new ServedPaths(), reports);
  private final FolderServlet folder = new FolderServlet(new ServedPaths(), reports);
  private LoaderFile found = new LoaderFile.Absent("");
  private TestServer server;
  private Origin origin;

  @BeforeEach
  void start() throws Exception {
    files.files = TestServer.SEAL;
    folder.programs = programs();
    folder.loaders = question -> CompletableFuture.completedFuture(found);
    server =
        new TestServer()
            .with(ServerUrls.FILE_PATH + "/*", files)
            .with(ServerUrls.FOLDER_PATH + "/*", folder)
            .start();
    origin = new Origin();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    origin.stop();
  }

  private BootPrograms programs() {
    return new BootPrograms() {
      @Override
      public Loader loaderFor(Machine machine) {
        return Loader.GRUB;
      }

      @Override
      public Optional<BootProgram> programFor(Machine machine) {
        return Optional.empty();
      }

      @Override
      public Optional<BootProgram> named(String name) {
        return name.equals("shimx64.efi")
            ? Optional.of(new BootProgram(name, directory.resolve("shim.signed"), Loader.GRUB))
            : Optional.empty();
      }
    };
  }

  private BootFile file(String name, int size) throws IOException {
    return BootFile.parse(Files.write(directory.resolve(name), new byte[size]).toString());
  }

  private String inFolder(String path) {
    return server.base() + ServerUrls.FOLDER_PATH + "/mac=52-54-00-12-34-56&arch=16/" + path;
  }

  private FileTransfer sent() throws InterruptedException {
    TransferBegan began = events.next(TransferBegan.class);
    assertThat(began.client()).isEqualTo(MACHINE);
    assertThat(began.transfer().protocol()).isEqualTo(FileTransfer.Protocol.HTTP);
    TransferEnded ended = events.next(TransferEnded.class);
    assertThat(ended.client()).isEqualTo(MACHINE);
    assertThat(ended.transfer()).isSameAs(began.transfer());
    assertThat(ended.outcome()).isEqualTo(TransferOutcome.COMPLETE);
    assertThat(ended.reason()).isEmpty();
    assertThat(ended.took()).isPositive();
    assertThat(events.isEmpty()).isTrue();
    return began.transfer();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 5_000_000})
  void aKernelThatWasSent(int size) throws Exception {
    server.get(server.url(file("vmlinuz", size)));

    FileTransfer transfer = sent();
    assertThat(transfer.name()).isEqualTo("vmlinuz");
    assertThat(transfer.program()).isEmpty();
    assertThat(transfer.size()).isEqualTo(OptionalLong.of(size));
    assertThat(transfer.sent().getAsLong()).isEqualTo(size);
  }

  @Test
  void aPartOfAFile() throws Exception {
    server.get(server.url(file("vmlinuz", 100_000)), "Range", "bytes=90000-");

    assertThat(sent().size()).isEqualTo(OptionalLong.of(10_000));
  }

  @Test
  void aBootProgramIsOfTheLoaderThatItBringsTheMachineTo() throws Exception {
    file("shim.signed", 100_000);
    server.get(inFolder("shimx64.efi"));

    FileTransfer transfer = sent();
    assertThat(transfer.name()).isEqualTo("shimx64.efi");
    assertThat(transfer.program()).contains(Loader.GRUB);
  }

  @Test
  void whatIsMadeForALoader() throws Exception {
    found = new LoaderFile.Generated(ByteBuffer.wrap(new byte[14]));
    server.get(inFolder("pxelinux.cfg/default"));

    FileTransfer transfer = sent();
    assertThat(transfer.name()).isEqualTo("default");
    assertThat(transfer.program()).isEmpty();
    assertThat(transfer.sent().getAsLong()).isEqualTo(14);
  }

  @Test
  void headIsNoTransfer() throws Exception {
    file("shim.signed", 100_000);
    found = new LoaderFile.Generated(ByteBuffer.wrap(new byte[14]));
    server.send("HEAD", server.url(file("vmlinuz", 100)));
    server.send("HEAD", inFolder("shimx64.efi"));
    server.send("HEAD", inFolder("pxelinux.cfg/default"));

    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void aRemoteFile() throws Exception {
    origin.answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    server.get(server.url(BootFile.parse(origin.url("/vmlinuz"))));

    FileTransfer transfer = sent();
    assertThat(transfer.name()).isEqualTo("vmlinuz");
    assertThat(transfer.size()).isEqualTo(OptionalLong.of(2));
  }

  @Test
  void aRemoteFileThatBreaksOffIsThisServersFailure() throws Exception {
    origin.answers("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok");
    CompletableFuture<?> got = server.getAsync(server.url(BootFile.parse(origin.url("/vmlinuz"))));

    events.next(TransferBegan.class);
    TransferEnded ended = events.next(TransferEnded.class);
    assertThat(ended.outcome()).isEqualTo(TransferOutcome.FAILED);
    assertThat(ended.reason().orElseThrow()).contains("the other server's response broke off");
    assertThat(got).failsWithin(Duration.ofSeconds(20));
  }

  @Test
  void aClientThatGoesAway() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    origin.answers(
        out -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n".getBytes(UTF_8));
          try {
            while (true) {
              out.write(new byte[100_000]);
            }
          } catch (IOException e) {
            gone.countDown();
          }
        });
    String path = server.url(BootFile.parse(origin.url("/vmlinuz")));
    try (Socket socket = server.connect()) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path.substring(server.base().length()) + " HTTP/1.0\r\n\r\n")
                  .getBytes(UTF_8));
      assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
    }

    FileTransfer transfer = events.next(TransferBegan.class).transfer();
    TransferEnded ended = events.next(TransferEnded.class);
    assertThat(ended.outcome()).isEqualTo(TransferOutcome.ABORTED);
    assertThat(transfer.sent().getAsLong()).isGreaterThanOrEqualTo(90_000);
    gone.await();
  }

  @Test
  void aClientThatTakesNoMore() throws Exception {
    server.withIdleTimeout(Duration.ofMillis(200));
    String path = server.url(file("vmlinuz", 50_000_000)).substring(server.base().length());
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(UTF_8));

      events.next(TransferBegan.class);
      assertThat(events.next(TransferEnded.class).outcome()).isEqualTo(TransferOutcome.STALLED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void aFileThatIsGone(String method) throws Exception {
    BootFile gone = BootFile.parse(directory.resolve("gone").toString());
    server.send(method, server.url(gone));

    FileRefused refused = events.next(FileRefused.class);
    assertThat(refused.client()).isEqualTo(MACHINE);
    assertThat(refused.protocol()).isEqualTo(FileTransfer.Protocol.HTTP);
    assertThat(refused.name()).isEqualTo("gone");
    assertThat(refused.reason()).isEqualTo(directory.resolve("gone") + " is not there.");
  }

  @Test
  void aFileWithoutItsToken() throws Exception {
    server.get(server.base() + ServerUrls.FILE_PATH + "/forged!/vmlinuz");

    FileRefused refused = events.next(FileRefused.class);
    assertThat(refused.client()).isEqualTo(Client.of(InetAddress.getLoopbackAddress()));
    assertThat(refused.name()).isEqualTo("vmlinuz");
    assertThat(refused.reason()).contains("a token that this server did not make");
  }

  @Test
  void aFileWhileTheCoreIsAway() throws Exception {
    files.files = null;
    server.get(server.url(file("vmlinuz", 100)));

    assertThat(events.next(FileRefused.class).name()).isEqualTo("vmlinuz");
  }

  @Test
  void aRemoteFileThatIsRefusedWithoutTheSecretsOfItsUrl() throws Exception {
    origin.answers("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    String url = origin.url("/vmlinuz").replace("http://", "http://user:secret@");
    server.get(server.url(BootFile.parse(url)));

    FileRefused refused = events.next(FileRefused.class);
    assertThat(refused.name()).isEqualTo("vmlinuz");
    assertThat(refused.reason()).contains("its server answers 403").doesNotContain("secret");
  }

  @Test
  void aRemoteFileWhoseServerIsAway() throws Exception {
    String url = origin.url("/vmlinuz");
    origin.stop();
    server.get(server.url(BootFile.parse(url)));

    assertThat(events.next(FileRefused.class).reason()).contains("cannot be fetched: ");
  }

  @ParameterizedTest
  @CsvSource({"why not, why not", "'', ''"})
  void whatALoaderLooksForAndIsNotThere(String why, String reason) throws Exception {
    found = new LoaderFile.Absent(why);
    server.get(inFolder("pxelinux.cfg/C0A8"));

    FileRefused refused = events.next(FileRefused.class);
    assertThat(refused.name()).isEqualTo("pxelinux.cfg/C0A8");
    assertThat(refused.reason()).isEqualTo(reason);
  }

  @Test
  void whatIsNotKnownYet() throws Exception {
    found = new LoaderFile.NotYet("not yet");
    server.get(inFolder("pxelinux.cfg/default"));
    assertThat(events.next(FileRefused.class).reason()).isEqualTo("not yet");

    folder.programs = null;
    server.get(inFolder("shimx64.efi"));
    assertThat(events.next(FileRefused.class).reason()).contains("no service");
  }

  @Test
  void whereNobodyListensFilesAreSentAllTheSame() throws Exception {
    reports.bootEvents = null;

    assertThat(server.get(server.url(file("vmlinuz", 100_000))).body()).hasSize(100_000);
    assertThat(events.isEmpty()).isTrue();
  }
}
