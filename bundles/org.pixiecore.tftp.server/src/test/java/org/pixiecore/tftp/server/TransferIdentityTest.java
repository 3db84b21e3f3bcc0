package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.tftp.TftpErrorCode;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.server.TestClient.Fetched;
import org.pixiecore.tftp.server.TestClient.Received;

/** Whose packet is it, and what becomes of the transfer? */
class TransferIdentityTest {

  private static final int SIZE = 5000;

  @TempDir Path directory;
  private Server server;
  private TestClient client;
  private ByteBuffer content;

  @BeforeEach
  void start() throws IOException {
    server = new Server(directory);
    client = new TestClient(Server.LOOPBACK);
    content = server.file("x", SIZE);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aStrangerGetsError5AndTheTransferGoesOn() throws IOException {
    Received first = client.ask(TestClient.request("x"), server.address());
    try (TestClient stranger = new TestClient(Server.LOOPBACK)) {
      assertThat(stranger.refused(new TftpPacket.Ack(1), first.from()))
          .isEqualTo(TftpErrorCode.UNKNOWN_TRANSFER_ID);
      // an ERROR is not answered, and ends nothing either
      stranger.send(new TftpPacket.ErrorPacket(TftpErrorCode.NOT_DEFINED, ""), first.from());
    }

    assertThat(client.fetchFrom(first).content()).isEqualTo(content);
  }

  @Test
  void aRequestThatIsRepeatedGetsItsAnswerAgainFromTheSamePort() throws IOException {
    TftpPacket.ReadRequest request = TestClient.request("x", "tsize", "0");
    Received first = client.ask(request, server.address());
    Received again = client.ask(request, server.address());

    assertThat(again).isEqualTo(first);
    assertThat(client.fetchFrom(again).content()).isEqualTo(content);
  }

  @Test
  void aLateDuplicateOfTheRequestDoesNotDisturbTheTransfer() throws IOException {
    TftpPacket.ReadRequest request = TestClient.request("x", "blksize", "1432");
    Received first = client.ask(request, server.address());
    Received data = client.ask(new TftpPacket.Ack(0), first.from());
    Received other = client.ask(request, server.address());

    assertThat(other.from()).isNotEqualTo(first.from());
    // as RFC 1350 section 4 has it
    client.send(new TftpPacket.ErrorPacket(TftpErrorCode.UNKNOWN_TRANSFER_ID, ""), other.from());
    assertThat(data.packet()).isInstanceOf(TftpPacket.Data.class);
    Received next = client.ask(new TftpPacket.Ack(1), first.from());
    assertThat(((TftpPacket.Data) next.packet()).block()).isEqualTo(2);
  }

  @Test
  void aClientThatUsesItsPortAgainAfterAPowerCycleGetsTheWholeFile() throws IOException {
    TftpPacket.ReadRequest request = TestClient.request("x", "blksize", "1432");
    Received old = client.ask(request, server.address());
    client.ask(new TftpPacket.Ack(0), old.from());

    Fetched fetched = client.fetch(request, server.address());

    assertThat(fetched.content()).isEqualTo(content);
    assertThat(fetched.from()).isNotEqualTo(old.from());
  }

  @Test
  void edk2AsksForTheSizeDeclinesAndAsksForTheFileFromTheSamePort() throws IOException {
    TftpPacket.ReadRequest probe =
        TestClient.request("x", "tsize", "0", "blksize", "1468", "windowsize", "4");
    Received oack = client.ask(probe, server.address());
    assertThat(((TftpPacket.OptionAck) oack.packet()).options()).containsEntry("tsize", "5000");
    client.send(
        new TftpPacket.ErrorPacket(TftpErrorCode.OPTION_NEGOTIATION_FAILED, ""), oack.from());

    Fetched fetched =
        client.fetch(
            TestClient.request("x", "blksize", "1468", "windowsize", "4"), server.address());

    assertThat(fetched.content()).isEqualTo(content);
  }

  @Test
  void anAckToThePortForRequestsIsNotAnswered() throws IOException {
    client.send(new TftpPacket.Ack(1), server.address());
    client.send(new TftpPacket.ErrorPacket(TftpErrorCode.NOT_DEFINED, ""), server.address());

    Received answer = client.ask(TestClient.request("x"), server.address());

    assertThat(answer.packet()).isInstanceOf(TftpPacket.Data.class);
  }

  @Test
  void garbageFromTheClientDoesNotDisturbItsTransfer() throws IOException {
    Received first = client.ask(TestClient.request("x"), server.address());
    client.send(ByteBuffer.wrap(new byte[] {0}), first.from());
    client.send(ByteBuffer.wrap(new byte[] {0, 9, 1, 1}), first.from());
    client.send(new TftpPacket.Ack(500), first.from());

    assertThat(client.fetchFrom(first).content()).isEqualTo(content);
  }

  @Test
  void aFileThatVanishesIsSentToItsEnd() throws IOException {
    Received first = client.ask(TestClient.request("x"), server.address());
    Files.delete(server.path("x"));

    assertThat(client.fetchFrom(first).content()).isEqualTo(content);
    await()
        .untilAsserted(
            () -> {
              try (TestClient later = new TestClient(Server.LOOPBACK)) {
                assertThat(later.ask(TestClient.request("x"), server.address()).packet())
                    .isInstanceOf(TftpPacket.ErrorPacket.class);
              }
            });
  }

  @Test
  void aFileThatShrinksEndsItsTransferAlone() throws IOException {
    server.file("x", 2 * FileCache.PIECE_SIZE);
    ByteBuffer other = server.file("y", SIZE);
    try (TestClient unaffected = new TestClient(Server.LOOPBACK)) {
      Received first = client.ask(TestClient.request("x", "blksize", "32768"), server.address());
      client.ask(new TftpPacket.Ack(0), first.from());
      Received theirs = unaffected.ask(TestClient.request("y"), server.address());
      try (FileChannel file = FileChannel.open(server.path("x"), StandardOpenOption.WRITE)) {
        file.truncate(FileCache.PIECE_SIZE + 1);
      }

      assertThat(client.refused(new TftpPacket.Ack(1), first.from()))
          .isEqualTo(TftpErrorCode.NOT_DEFINED);
      assertThat(unaffected.fetchFrom(theirs).content()).isEqualTo(other);
    }
  }

  @Test
  void aFileThatIsReplacedIsSentAsItWasWhenItWasAskedFor() throws IOException {
    Received first = client.ask(TestClient.request("x"), server.address());
    Path next = directory.resolve("next");
    Files.write(next, new byte[100]);
    Files.move(next, server.path("x"), StandardCopyOption.REPLACE_EXISTING);
    await()
        .untilAsserted(
            () -> {
              try (TestClient later = new TestClient(Server.LOOPBACK)) {
                assertThat(later.fetch(TestClient.request("x"), server.address()).content())
                    .isEqualTo(ByteBuffer.wrap(new byte[100]));
              }
            });

    assertThat(client.fetchFrom(first).content()).isEqualTo(content);
  }
}
