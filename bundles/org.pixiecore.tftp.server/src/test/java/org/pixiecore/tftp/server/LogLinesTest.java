package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.tftp.TftpErrorCode;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.server.TestClient.Received;

/** What a person reads of a boot. */
class LogLinesTest {

  @TempDir Path directory;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void listen() {
    // the simple logger looks for it with each line
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  @Test
  void aFileThatWasFetched() throws IOException {
    try (Server server = new Server(directory);
        TestClient client = new TestClient(Server.LOOPBACK)) {
      server.file("undionly.kpxe", 70_123);
      client.fetch(
          TestClient.request(
              "52-54-00-12-34-56/undionly.kpxe", "blksize", "1432", "windowsize", "4"),
          server.address());

      awaitLine(
          "INFO .* 52:54:00:12:34:56 fetched undionly.kpxe, 70 KB in \\d+\\.\\d\\d s,"
              + " blksize 1432, windowsize 4");
    }
  }

  @Test
  void aClientThatStopsAnswering() throws IOException {
    try (Server server = new Server(directory, "timeout", 50, "retries", 1);
        TestClient client = new TestClient(Server.LOOPBACK)) {
      server.file("x", 10_000_000);
      Received first = client.ask(TestClient.request("x"), server.address());
      client.send(new TftpPacket.Ack(1), first.from());

      awaitLine("INFO .* 127.0.0.1 has stopped answering at block [01] of 19532 of x \\(10 MB\\)");
    }
  }

  @Test
  void aClientThatAborts() throws IOException {
    try (Server server = new Server(directory);
        TestClient client = new TestClient(Server.LOOPBACK)) {
      server.file("x", 5000);
      Received first = client.ask(TestClient.request("x"), server.address());
      client.send(new TftpPacket.ErrorPacket(TftpErrorCode.DISK_FULL, "no room"), first.from());

      awaitLine("INFO .* ended it with ERROR 3 \"no room\" at block 0 of 10 of x \\(5 KB\\)");
    }
  }

  @Test
  void edk2sProbeIsNoFailure() throws IOException {
    try (Server server = new Server(directory);
        TestClient client = new TestClient(Server.LOOPBACK)) {
      server.file("x", 5000);
      Received oack = client.ask(TestClient.request("x", "tsize", "0"), server.address());
      client.send(
          new TftpPacket.ErrorPacket(TftpErrorCode.OPTION_NEGOTIATION_FAILED, "User aborted"),
          oack.from());
      client.fetch(TestClient.request("x"), server.address());

      awaitLine("INFO .* fetched x, 5 KB .*");
      assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("User aborted");
    }
  }

  @Test
  void autoexecIpxeIsNotWorthALineAndAnotherNameIs() throws IOException {
    try (Server server = new Server(directory);
        TestClient client = new TestClient(Server.LOOPBACK)) {
      client.ask(TestClient.request("52-54-00-12-34-56/autoexec.ipxe"), server.address());
      client.ask(TestClient.request("52-54-00-12-34-56/unknown"), server.address());

      awaitLine("INFO .* 52:54:00:12:34:56 asks for unknown, which is not found: nobody knows it");
      assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("autoexec");
    }
  }

  @Test
  void aFileThatLoadersGoOnWithoutIsNotWorthALine() throws IOException {
    try (Server server = new Server(directory);
        TestClient client = new TestClient(Server.LOOPBACK)) {
      server.serveLoaders(
          request ->
              CompletableFuture.completedFuture(
                  new LoaderFile.Absent(request.joinedPath().endsWith(".lst") ? "" : "why not")));
      client.ask(TestClient.request("grub/fs.lst"), server.address());
      client.ask(TestClient.request("grub/unknown"), server.address());

      awaitLine("INFO .* 127.0.0.1 asks for grub/unknown, which is not found: why not");
      assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("fs.lst");
    }
  }

  @Test
  void aStormOfRefusalsIsFewLines() throws IOException {
    try (Server server = new Server(directory);
        TestClient client = new TestClient(Server.LOOPBACK)) {
      for (int i = 0; i < 300; i++) {
        client.ask(TestClient.request("../" + i), server.address());
      }

      awaitLine("WARN .* is refused: \"../0\" leads upwards");
      assertThat(log.toString(StandardCharsets.UTF_8).split(" is refused: ", -1))
          .hasSizeLessThan(100);
    }
  }

  @Test
  void aFileThatIsGone() throws IOException {
    try (Server server = new Server(directory);
        TestClient client = new TestClient(Server.LOOPBACK)) {
      client.ask(TestClient.request("gone"), server.address());

      awaitLine("WARN .* gone for 127.0.0.1: .*/gone is gone, or is no regular file. Install it.*");
    }
  }

  @Test
  void aPortInUse() throws IOException {
    try (DatagramSocket other = new DatagramSocket(0, Server.LOOPBACK);
        Server server = new Server(directory, "port", other.getLocalPort())) {
      String port = String.valueOf(server.address().getPort());

      awaitLine(
          "ERROR .* TFTP cannot listen on port "
              + port
              + " of 127.0.0.1 \\(lo\\): another program has it. Find it with \"ss -lunp sport = :"
              + port
              + "\" .*");
    }
  }

  @Test
  void anInterfaceThatIsNotThere() throws IOException {
    try (Server server = new Server(directory, "interfaces", "nosuch0")) {
      awaitLine("WARN .* TFTP listens nowhere: .*");
      assertThat(server.answers()).isFalse();
    }
  }

  private void awaitLine(String pattern) {
    await()
        .untilAsserted(
            () -> assertThat(log.toString(StandardCharsets.UTF_8)).containsPattern(pattern));
  }
}
