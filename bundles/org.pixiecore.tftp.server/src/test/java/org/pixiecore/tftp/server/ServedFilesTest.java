package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.tftp.TftpErrorCode;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.TransferMode;
import org.pixiecore.tftp.server.TestClient.Fetched;
import org.pixiecore.tftp.server.TestClient.Received;

class ServedFilesTest {

  @TempDir Path directory;
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
  @ValueSource(ints = {0, 1, 511, 512, 513, 1024, 70_000})
  void inLockStepWithoutOptions(int size) throws IOException {
    ByteBuffer content = server.file("x", size);

    Fetched fetched = client.fetch(TestClient.request("x"), server.address());

    assertThat(fetched.content()).isEqualTo(content);
    assertThat(fetched.options()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1432, 1",
    "1432, 4",
    "1468, 16",
    "512, 64",
    "65464, 1",
    "65464, 64",
    "8, 64",
  })
  void withOptions(String blksize, String windowsize) throws IOException {
    ByteBuffer content = server.file("x", 300_000);

    Fetched fetched =
        client.fetch(
            TestClient.request(
                "x", "blksize", blksize, "windowsize", windowsize, "tsize", "0", "timeout", "3"),
            server.address());

    assertThat(fetched.content()).isEqualTo(content);
    assertThat(fetched.options())
        .containsOnly(
            entry("blksize", blksize),
            entry("windowsize", windowsize),
            entry("tsize", "300000"),
            entry("timeout", "3"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void blockNumbersRollOver(int rollover) throws IOException {
    server.modify("rollover", rollover);
    server.file("x", 8 * 65_537);
    Received last =
        client.ask(TestClient.request("x", "blksize", "8", "windowsize", "64"), server.address());
    client.send(new TftpPacket.Ack(0), last.from());
    List<Integer> numbers = new ArrayList<>();
    TftpPacket.Data data;
    do {
      data = (TftpPacket.Data) client.receive().packet();
      numbers.add(data.block());
      if (numbers.size() % 64 == 0) {
        client.send(new TftpPacket.Ack(data.block()), last.from());
      }
    } while (data.payload().remaining() == 8);

    assertThat(numbers).hasSize(65_538).startsWith(1, 2);
    assertThat(numbers.subList(65_533, 65_538))
        .containsExactly(65_534, 65_535, rollover, rollover + 1, rollover + 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void overABadNetwork(long seed) throws IOException {
    server.modify("timeout", 50);
    ByteBuffer content = server.file("x", 200_000);
    try (TestClient far = new TestClient(Server.LOOPBACK, 5, seed)) {
      String windowsize = seed % 2 == 0 ? "1" : "8";
      Fetched fetched =
          far.fetch(
              TestClient.request("x", "blksize", "1432", "windowsize", windowsize),
              server.address());

      assertThat(fetched.content()).isEqualTo(content);
    }
  }

  @Test
  void toManyClientsAtOnce() throws Exception {
    // so many ACKs at once may not fit in the server's receive buffer
    server.modify("timeout", 50);
    ByteBuffer content = server.file("x", 70_000);
    ExecutorService clients = Executors.newFixedThreadPool(300);
    try {
      List<Future<ByteBuffer>> fetched = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        fetched.add(
            clients.submit(
                () -> {
                  try (TestClient one = new TestClient(Server.LOOPBACK)) {
                    return one.fetch(TestClient.request("x", "blksize", "1432"), server.address())
                        .content();
                  }
                }));
      }
      for (Future<ByteBuffer> one : fetched) {
        assertThat(one.get()).isEqualTo(content);
      }
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void aDirectoryThatIsAMacAddressIsStripped() throws IOException {
    ByteBuffer content = server.file("undionly.kpxe", 1000);

    Fetched fetched =
        client.fetch(TestClient.request("52-54-00-12-34-56/undionly.kpxe"), server.address());

    assertThat(fetched.content()).isEqualTo(content);
  }

  @Test
  void autoexecIpxeBesideItIsNotFound() throws IOException {
    assertThat(
            client.refused(TestClient.request("52-54-00-12-34-56/autoexec.ipxe"), server.address()))
        .isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
  }

  @Test
  void onlyNamesOfBootProgramsAreServed() throws IOException {
    Files.createDirectory(directory.resolve("sub"));
    server.file("sub/x", 10);

    for (String name : List.of("sub/x", "unknown", "/etc/passwd", "gone")) {
      assertThat(client.refused(TestClient.request(name), server.address()))
          .as(name)
          .isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
    }
  }

  @Test
  void namesThatLeadUpwardsAreAnAccessViolation() throws IOException {
    for (String name : List.of("../x", "..\\x", "a/../../x", "x\n", "")) {
      assertThat(client.refused(TestClient.request(name), server.address()))
          .as(name)
          .isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
    }
  }

  @Test
  void aWriteRequestIsAnAccessViolation() throws IOException {
    assertThat(
            client.refused(
                new TftpPacket.WriteRequest("x", TransferMode.OCTET, Map.of()), server.address()))
        .isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
    assertThat(server.path("x")).doesNotExist();
  }

  @Test
  void netasciiIsRefusedWithAHint() throws IOException {
    server.file("x", 10);
    TftpPacket answer =
        client
            .ask(new TftpPacket.ReadRequest("x", TransferMode.NETASCII, Map.of()), server.address())
            .packet();

    assertThat(answer)
        .isEqualTo(
            new TftpPacket.ErrorPacket(
                TftpErrorCode.ILLEGAL_OPERATION,
                "mode netascii is not served; ask in octet (binary) mode"));
  }

  @Test
  void aDirectoryAndAFifoAreNoFiles() throws Exception {
    Files.createDirectory(server.path("d"));
    Process mkfifo = new ProcessBuilder("mkfifo", server.path("f").toString()).start();
    assertThat(mkfifo.waitFor()).isZero();

    assertThat(client.refused(TestClient.request("d"), server.address()))
        .isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
    assertThat(client.refused(TestClient.request("f"), server.address()))
        .isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
  }

  @Test
  void answersLeaveFromTheAddressThatWasAsked() throws Exception {
    ByteBuffer content = server.file("x", 1000);
    List<InetAddress> addresses = new ArrayList<>();
    for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (nic.isUp()) {
        addresses.addAll(Collections.list(nic.getInetAddresses()));
      }
    }
    try (Server everywhere = new Server(directory, "interfaces", "")) {
      for (InetAddress address : addresses) {
        // a client on another address than the server's, where there is one of the same kind
        InetAddress other =
            addresses.stream()
                .filter(a -> a.getClass() == address.getClass() && !a.isLinkLocalAddress())
                .filter(a -> !a.equals(address))
                .findFirst()
                .orElse(address);
        try (TestClient near = new TestClient(other)) {
          Fetched fetched =
              near.fetch(
                  TestClient.request("x"),
                  new InetSocketAddress(address, everywhere.address().getPort()));

          assertThat(fetched.content()).isEqualTo(content);
          assertThat(fetched.from().getAddress()).isEqualTo(address);
        }
      }
    }
  }

  @Test
  void garbageIsRefusedAndEndsNothing() throws IOException {
    ByteBuffer content = server.file("x", 1000);
    Random random = new Random(1);
    try (TestClient hostile = new TestClient(Server.LOOPBACK)) {
      for (int i = 0; i < 5000; i++) {
        byte[] garbage = new byte[random.nextInt(1600)];
        random.nextBytes(garbage);
        if (garbage.length > 1) {
          garbage[0] = 0;
          garbage[1] = (byte) random.nextInt(8);
        }
        hostile.send(ByteBuffer.wrap(garbage), server.address());
      }
      hostile.send(
          ByteBuffer.wrap(("\0\1" + "a".repeat(65_000)).getBytes(StandardCharsets.ISO_8859_1)),
          server.address());
    }

    assertThat(client.fetch(TestClient.request("x"), server.address()).content())
        .isEqualTo(content);
  }
}
