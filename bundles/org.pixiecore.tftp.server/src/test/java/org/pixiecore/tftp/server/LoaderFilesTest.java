package org.pixiecore.tftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.tftp.TftpErrorCode;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.server.TestClient.Fetched;
import org.pixiecore.tftp.server.TestClient.Received;

/** What boot programs load further. */
class LoaderFilesTest {

  private static final LoaderFile CONFIGURATION = generated("set timeout=0\n");

  @TempDir Path directory;
  private final BlockingQueue<LoaderRequest> asked = new LinkedBlockingQueue<>();
  private Server server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    server = new Server(directory);
    client = new TestClient(Server.LOOPBACK);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "grub/grub.cfg, , grub/grub.cfg",
    "/grub/x86_64-efi//fs.lst, , grub/x86_64-efi/fs.lst",
    "\\\\pxelinux.cfg\\\\default, , pxelinux.cfg/default",
    "52-54-00-12-34-56/file/t0ken/vmlinuz, 52:54:00:12:34:56, file/t0ken/vmlinuz",
    "DC-A6-32-01-02-03/overlays/vc4.dtbo, dc:a6:32:01:02:03, overlays/vc4.dtbo",
    "2f4b8a31/overlays/vc4.dtbo, , 2f4b8a31/overlays/vc4.dtbo",
  })
  void theyAreAskedForByPathBehindTheMachinesFolder(String name, String mac, String path)
      throws IOException {
    answer(CONFIGURATION);
    client.fetch(TestClient.request(name), server.address());

    assertThat(asked)
        .containsExactly(
            new LoaderRequest(
                Optional.ofNullable(mac).map(MacAddress::parse),
                Optional.empty(),
                List.of(path.split("/")),
                Server.LOOPBACK,
                Server.LOOPBACK,
                Optional.empty(),
                false));
  }

  @Test
  void whatIsGeneratedIsSentFromMemory() throws IOException {
    answer(CONFIGURATION);

    Fetched fetched =
        client.fetch(TestClient.request("grub/grub.cfg", "tsize", "0"), server.address());

    assertThat(fetched.content()).isEqualTo(ByteBuffer.wrap("set timeout=0\n".getBytes(UTF_8)));
    assertThat(fetched.options()).containsEntry("tsize", "14");
  }

  @Test
  void severalFilesAreSentAsOneWithNulsBetween() throws IOException {
    ByteBuffer kernel = server.file("a", 70_001);
    ByteBuffer second = server.file("b", 40_000);
    answer(new LoaderFile.Stored(List.of(server.path("a"), server.path("b"))));

    Fetched fetched =
        client.fetch(
            TestClient.request("file/t0ken/initrd", "tsize", "0", "blksize", "1468"),
            server.address());

    assertThat(fetched.options()).containsEntry("tsize", "110004");
    assertThat(fetched.content())
        .isEqualTo(
            ByteBuffer.allocate(110_004)
                .put(kernel)
                .putShort((short) 0)
                .put((byte) 0)
                .put(second)
                .flip());
  }

  @Test
  void aMissingPartIsNotFoundAsAWhole() throws IOException {
    server.file("a", 10);
    answer(new LoaderFile.Stored(List.of(server.path("a"), server.path("gone"))));

    assertThat(client.refused(TestClient.request("file/t0ken/initrd"), server.address()))
        .isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
  }

  /** More than 65535 blocks, of which the last is in the second file. */
  @Test
  void blockNumbersRollOverInFilesThatAreJoined() throws IOException {
    try (RandomAccessFile large = new RandomAccessFile(server.path("large").toFile(), "rw")) {
      large.setLength(32 << 20);
    }
    ByteBuffer end = server.file("end", 3000);
    answer(new LoaderFile.Stored(List.of(server.path("large"), server.path("end"))));

    ByteBuffer content =
        client
            .fetch(TestClient.request("file/t0ken/initrd", "windowsize", "64"), server.address())
            .content();

    assertThat(content.remaining()).isEqualTo((32 << 20) + 3000);
    assertThat(content.position(32 << 20)).isEqualTo(end);
  }

  @Test
  void whatIsAbsentIsError1() throws IOException {
    answer(new LoaderFile.Absent(""));

    assertThat(client.refused(TestClient.request("revocations_sku.efi"), server.address()))
        .isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
  }

  @Test
  void whatIsNotKnownYetIsSilenceAndTheNextRequestIsAskedAnew() throws IOException {
    answer(new LoaderFile.NotYet("the booter is slow"));
    assertThat(client.isAnswered(TestClient.request("grub/grub.cfg"), server.address())).isFalse();

    answer(CONFIGURATION);
    assertThat(client.ask(TestClient.request("grub/grub.cfg"), server.address()).packet())
        .isInstanceOf(TftpPacket.Data.class);
    assertThat(asked).hasSize(2);
  }

  @Test
  void aRequestThatIsRepeatedMeanwhileIsNoSecondQuestionAndNoSecondTransfer() throws Exception {
    CompletableFuture<LoaderFile> pending = new CompletableFuture<>();
    server.serveLoaders(
        request -> {
          asked.add(request);
          return pending;
        });
    TftpPacket.ReadRequest request = TestClient.request("grub/grub.cfg");
    client.send(request, server.address());
    assertThat(asked.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(client.isAnswered(request, server.address())).isFalse();

    pending.complete(CONFIGURATION);
    Received first = client.receive();
    Received again = client.ask(request, server.address());

    assertThat(asked).isEmpty();
    assertThat(again).isEqualTo(first);
    client.send(new TftpPacket.Ack(1), first.from());
  }

  @Test
  void withoutTheServiceThereIsSilence() throws IOException {
    server.serveLoaders(null);

    assertThat(client.isAnswered(TestClient.request("grub/grub.cfg"), server.address())).isFalse();
  }

  @Test
  void aDefectInTheServiceIsSilenceAndEndsNothing() throws IOException {
    server.serveLoaders(
        request -> {
          throw new IllegalStateException("stopped");
        });
    assertThat(client.isAnswered(TestClient.request("grub/grub.cfg"), server.address())).isFalse();

    answer(CONFIGURATION);
    assertThat(client.ask(TestClient.request("grub/grub.cfg"), server.address()).packet())
        .isInstanceOf(TftpPacket.Data.class);
  }

  @Test
  void asManyAsAskGetItWhileMemoryLastsAndTheOthersWait() throws IOException {
    LoaderFile half =
        new LoaderFile.Generated(ByteBuffer.allocate(GeneratedContents.MAX_OCTETS / 2));
    answer(half);
    List<TestClient> clients = new ArrayList<>();
    try {
      List<Received> first = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        clients.add(new TestClient(Server.LOOPBACK));
        first.add(clients.get(i).ask(TestClient.request("x/y"), server.address()));
      }
      assertThat(client.isAnswered(TestClient.request("x/y"), server.address())).isFalse();

      clients
          .get(0)
          .send(new TftpPacket.ErrorPacket(TftpErrorCode.NOT_DEFINED, ""), first.get(0).from());
      assertThat(client.ask(TestClient.request("x/y"), server.address()).packet())
          .isInstanceOf(TftpPacket.Data.class);
    } finally {
      clients.forEach(TestClient::close);
    }
  }

  private void answer(LoaderFile file) {
    server.serveLoaders(
        request -> {
          asked.add(request);
          // on another thread, as a booter's answer comes
          return CompletableFuture.supplyAsync(() -> file);
        });
  }

  private static LoaderFile generated(String text) {
    return new LoaderFile.Generated(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }
}
