package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.tftp.TftpErrorCode;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.server.TestClient.Received;

/** Configuration changes, services come and go, ports are taken: machines go on booting. */
class ServerLifeTest {

  @TempDir Path directory;

  @Test
  void stoppingEndsTransfersWithAnErrorAndFreesThePort() throws IOException {
    int port = Server.freePort();
    ByteBuffer content;
    try (TestClient client = new TestClient(Server.LOOPBACK)) {
      try (Server server = new Server(directory, "port", port)) {
        content = server.file("x", 5000);
        client.ask(TestClient.request("x"), server.address());
      }
      assertThat(client.receive().packet())
          .isEqualTo(
              new TftpPacket.ErrorPacket(TftpErrorCode.NOT_DEFINED, "the server stops; try again"));
      try (Server again = new Server(directory, "port", port)) {
        assertThat(client.fetch(TestClient.request("x"), again.address()).content())
            .isEqualTo(content);
      }
    }
  }

  @Test
  void aChangeHoldsForTheNextRequestAndDisturbsNothing() throws IOException {
    try (Server server = new Server(directory);
        TestClient before = new TestClient(Server.LOOPBACK);
        TestClient after = new TestClient(Server.LOOPBACK)) {
      ByteBuffer content = server.file("x", 50_000);
      TftpPacket.ReadRequest request =
          TestClient.request("x", "blksize", "1432", "windowsize", "16");
      Received first = before.ask(request, server.address());

      server.modify("maxBlksize", 1024, "maxWindowsize", 2);

      assertThat(after.fetch(request, server.address()).options())
          .containsEntry("blksize", "1024")
          .containsEntry("windowsize", "2");
      assertThat(before.fetchFrom(first).options())
          .containsEntry("blksize", "1432")
          .containsEntry("windowsize", "16");
      assertThat(before.fetch(TestClient.request("x"), server.address()).content())
          .isEqualTo(content);
    }
  }

  @Test
  void aBadValueIsRefusedAndTheLastGoodOneStays() throws IOException {
    try (Server server = new Server(directory, "maxBlksize", 1024);
        TestClient client = new TestClient(Server.LOOPBACK)) {
      server.file("x", 5000);

      server.modify("maxBlksize", 7, "maxWindowsize", 2);

      assertThat(
              client
                  .fetch(
                      TestClient.request("x", "blksize", "1432", "windowsize", "16"),
                      server.address())
                  .options())
          .containsEntry("blksize", "1024")
          .containsEntry("windowsize", "16");
    }
  }

  @Test
  void anotherPortIsListenedOnWhileTransfersFromTheOldOneGoOn() throws IOException {
    try (Server server = new Server(directory);
        TestClient before = new TestClient(Server.LOOPBACK);
        TestClient after = new TestClient(Server.LOOPBACK)) {
      ByteBuffer content = server.file("x", 50_000);
      Received first = before.ask(TestClient.request("x"), server.address());

      server.modify("port", Server.freePort());

      await().until(server::answers);
      assertThat(after.fetch(TestClient.request("x"), server.address()).content())
          .isEqualTo(content);
      assertThat(before.fetchFrom(first).content()).isEqualTo(content);
    }
  }

  @Test
  void aPortInUseIsTakenAsSoonAsItIsFree() throws IOException {
    int port = Server.freePort();
    DatagramSocket other = new DatagramSocket(new InetSocketAddress(Server.LOOPBACK, port));
    try (Server server = new Server(directory, "port", port);
        TestClient client = new TestClient(Server.LOOPBACK)) {
      ByteBuffer content = server.file("x", 1000);
      assertThat(server.answers()).isFalse();
      other.close();

      await().until(server::answers);
      assertThat(client.fetch(TestClient.request("x"), server.address()).content())
          .isEqualTo(content);
    } finally {
      other.close();
    }
  }

  @Test
  void whileNoServiceKnowsTheBootProgramsFirmwareIsLeftToAskAgain() throws IOException {
    try (Server server = new Server(directory);
        TestClient client = new TestClient(Server.LOOPBACK);
        TestClient other = new TestClient(Server.LOOPBACK)) {
      ByteBuffer content = server.file("x", 1000);
      server.serveNothing();
      client.send(TestClient.request("x"), server.address());
      // a request that is answered without that service comes after it
      assertThat(other.refused(TestClient.request(".."), server.address()))
          .isEqualTo(TftpErrorCode.ACCESS_VIOLATION);

      server.serveFiles();

      assertThat(client.fetch(TestClient.request("x"), server.address()).content())
          .isEqualTo(content);
    }
  }

  @Test
  void aRequestBeyondMaxTransfersIsAnsweredWhenOneHasEnded() throws IOException {
    try (Server server = new Server(directory, "maxTransfers", 1);
        TestClient first = new TestClient(Server.LOOPBACK);
        TestClient second = new TestClient(Server.LOOPBACK)) {
      ByteBuffer content = server.file("x", 1000);
      Received begun = first.ask(TestClient.request("x"), server.address());
      first.send(new TftpPacket.Ack(1), begun.from());
      Received last = first.receive();

      assertThat(second.isAnswered(TestClient.request("x"), server.address())).isFalse();
      first.send(new TftpPacket.Ack(2), last.from());
      assertThat(second.fetch(TestClient.request("x"), server.address()).content())
          .isEqualTo(content);
    }
  }

  @Test
  void aFloodOfRequestsThatNobodyFollowsTakesNoMachinesPlace() throws IOException {
    try (Server server = new Server(directory, "maxTransfers", 10);
        TestClient underWay = new TestClient(Server.LOOPBACK);
        TestClient next = new TestClient(Server.LOOPBACK)) {
      ByteBuffer content = server.file("x", 1500);
      Received first = underWay.ask(TestClient.request("x"), server.address());
      underWay.send(new TftpPacket.Ack(1), first.from());
      Received second = underWay.receive();

      TftpPacket.ReadRequest holdsLongest = TestClient.request("x", "timeout", "255");
      for (int i = 0; i < 9; i++) {
        try (TestClient forged = new TestClient(Server.LOOPBACK)) {
          forged.ask(holdsLongest, server.address());
        }
      }

      await().until(() -> next.isAnswered(TestClient.request("x"), server.address()));
      assertThat(next.fetch(TestClient.request("x"), server.address()).content())
          .isEqualTo(content);
      underWay.send(new TftpPacket.Ack(2), second.from());
      assertThat(underWay.receive().packet())
          .isEqualTo(new TftpPacket.Data(3, content.slice(1024, 476)));
    }
  }

  @Test
  void aClientThatStopsAnsweringMakesRoom() throws IOException {
    try (Server server = new Server(directory, "maxTransfers", 1, "timeout", 10, "retries", 1);
        TestClient silent = new TestClient(Server.LOOPBACK);
        TestClient next = new TestClient(Server.LOOPBACK)) {
      server.file("x", 1000);
      TftpPacket first = silent.ask(TestClient.request("x"), server.address()).packet();
      TftpPacket again = silent.receive().packet();

      assertThat(again).isEqualTo(first);
      // silence, since the server has nothing to tell a client that does not answer
      await().until(() -> next.isAnswered(TestClient.request("x"), server.address()));
    }
  }
}
