package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.pixiecore.api.Loader;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.FileRefused;
import org.pixiecore.api.event.BootEvent.TransferBegan;
import org.pixiecore.api.event.BootEvent.TransferEnded;
import org.pixiecore.api.event.BootEvent.TransferOutcome;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.tftp.TftpErrorCode;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.TransferMode;
import org.pixiecore.tftp.server.TestClient.Received;

/** What is told of requests and transfers. */
class ReportedTransfersTest {

  private static final InetAddress ADDRESS = Server.LOOPBACK;
  private static final String FOLDER = "52-54-00-12-34-56/";
  private static final Client MACHINE = Client.of(MacAddress.parse("52:54:00:12:34:56"), ADDRESS);

  @TempDir Path directory;
  private final BlockingQueue<BootEvent> events = new LinkedBlockingQueue<>();
  private Server server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    begin();
  }

  private void begin(Object... configuration) throws IOException {
    server = new Server(directory, configuration);
    server.tell(events::add);
    client = new TestClient(ADDRESS);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void beginAnew(Object... configuration) throws IOException {
    stop();
    begin(configuration);
  }

  private <E extends BootEvent> E next(Class<E> kind) throws InterruptedException {
    BootEvent event = events.poll(20, TimeUnit.SECONDS);
    assertThat(event).isInstanceOf(kind);
    return kind.cast(event);
  }

  @Test
  void aFileThatWasFetched() throws Exception {
    server.file("undionly.kpxe", 70_123);
    client.fetch(
        TestClient.request(FOLDER + "undionly.kpxe", "blksize", "1432", "windowsize", "4"),
        server.address());

    TransferBegan began = next(TransferBegan.class);
    assertThat(began.client()).isEqualTo(MACHINE);
    FileTransfer transfer = began.transfer();
    assertThat(transfer.protocol()).isEqualTo(FileTransfer.Protocol.TFTP);
    assertThat(transfer.name()).isEqualTo("undionly.kpxe");
    assertThat(transfer.program()).contains(Loader.IPXE);
    assertThat(transfer.size()).isEqualTo(OptionalLong.of(70_123));
    TransferEnded ended = next(TransferEnded.class);
    assertThat(ended.transfer()).isSameAs(transfer);
    assertThat(ended.client()).isEqualTo(MACHINE);
    assertThat(ended.outcome()).isEqualTo(TransferOutcome.COMPLETE);
    assertThat(ended.reason()).isEmpty();
    assertThat(ended.took()).isPositive();
    assertThat(transfer.sent().getAsLong()).isEqualTo(70_123);
  }

  @Test
  void whatHasGoneIsWhatTheClientAcknowledged() throws Exception {
    server.file("x", 2_000);
    Received first = client.ask(TestClient.request("x"), server.address());
    TransferBegan began = next(TransferBegan.class);
    assertThat(began.client()).isEqualTo(Client.of(ADDRESS));
    assertThat(began.transfer().sent().getAsLong()).isZero();

    client.ask(new TftpPacket.Ack(1), first.from());
    assertThat(began.transfer().sent().getAsLong()).isEqualTo(512);
    client.send(new TftpPacket.ErrorPacket(TftpErrorCode.DISK_FULL, "no room"), first.from());

    TransferEnded ended = next(TransferEnded.class);
    assertThat(ended.outcome()).isEqualTo(TransferOutcome.ABORTED);
    assertThat(ended.reason()).contains("ended it with ERROR 3 \"no room\" at block 1 of 4");
  }

  @Test
  void edk2sProbeDeclinesTheRest() throws Exception {
    server.file("x", 5000);
    Received oack = client.ask(TestClient.request("x", "tsize", "0"), server.address());
    client.send(
        new TftpPacket.ErrorPacket(TftpErrorCode.OPTION_NEGOTIATION_FAILED, "User aborted"),
        oack.from());

    next(TransferBegan.class);
    assertThat(next(TransferEnded.class).outcome()).isEqualTo(TransferOutcome.DECLINED);
  }

  @Test
  void aClientThatStopsAnswering() throws Exception {
    beginAnew("timeout", 50, "retries", 1);
    server.file("x", 10_000_000);
    client.ask(TestClient.request("x"), server.address());

    next(TransferBegan.class);
    TransferEnded ended = next(TransferEnded.class);
    assertThat(ended.outcome()).isEqualTo(TransferOutcome.STALLED);
    assertThat(ended.reason()).contains("has stopped answering at block 0 of 19532");
  }

  @Test
  void aServerThatStops() throws Exception {
    server.file("x", 10_000);
    client.ask(TestClient.request("x"), server.address());
    server.close();

    next(TransferBegan.class);
    TransferEnded ended = next(TransferEnded.class);
    assertThat(ended.outcome()).isEqualTo(TransferOutcome.FAILED);
    assertThat(ended.reason()).contains("TFTP stops");
  }

  @Test
  void whatALoaderLoadsIsNoBootProgram() throws Exception {
    server.serveLoaders(
        request ->
            CompletableFuture.completedFuture(
                new LoaderFile.Generated(ByteBuffer.wrap(new byte[100]))));
    client.fetch(TestClient.request(FOLDER + "unknown/default"), server.address());

    FileTransfer transfer = next(TransferBegan.class).transfer();
    assertThat(transfer.name()).isEqualTo("default");
    assertThat(transfer.program()).isEqualTo(Optional.empty());
    assertThat(transfer.size()).isEqualTo(OptionalLong.of(100));
  }

  @ParameterizedTest
  @CsvSource({
    "unknown,             unknown,             nobody knows it",
    "pxelinux.cfg/unknown, pxelinux.cfg/unknown, nobody knows it",
    "autoexec.ipxe,       autoexec.ipxe,       ''",
    "gone,                gone,                'DIR/gone is gone, or is no regular file. Install it again.'",
  })
  void aFileThatIsNotThere(String asked, String name, String reason) throws Exception {
    client.refused(TestClient.request(FOLDER + asked), server.address());

    FileRefused refused = next(FileRefused.class);
    assertThat(refused.client()).isEqualTo(MACHINE);
    assertThat(refused.protocol()).isEqualTo(FileTransfer.Protocol.TFTP);
    assertThat(refused.name()).isEqualTo(name);
    assertThat(refused.reason()).isEqualTo(reason.replace("DIR", directory.toString()));
    assertThat(events).isEmpty();
  }

  @Test
  void aRequestThatIsAgainstTheRules() throws Exception {
    client.refused(TestClient.request("../x"), server.address());
    assertThat(next(FileRefused.class).name()).isEqualTo("../x");
    client.refused(
        new TftpPacket.ReadRequest("x", TransferMode.NETASCII, Map.of()), server.address());
    assertThat(next(FileRefused.class).reason()).contains("netascii");
  }

  @Test
  void aRequestThatIsLeftUnanswered() throws Exception {
    server.serveNothing();
    assertThat(client.isAnswered(TestClient.request(FOLDER + "x"), server.address())).isFalse();
    assertThat(next(FileRefused.class).reason()).isEqualTo("no service knows the boot programs");

    server.serveFiles();
    server.serveLoaders(
        request -> CompletableFuture.completedFuture(new LoaderFile.NotYet("not yet")));
    assertThat(client.isAnswered(TestClient.request("unknown"), server.address())).isFalse();
    assertThat(next(FileRefused.class).reason()).isEqualTo("not yet");
    assertThat(events).isEmpty();
  }

  @Test
  void whereNobodyListensFilesAreSentAllTheSame() throws Exception {
    server.tell(null);
    ByteBuffer content = server.file("x", 5000);

    assertThat(client.fetch(TestClient.request("x"), server.address()).content())
        .isEqualTo(content);
  }
}
