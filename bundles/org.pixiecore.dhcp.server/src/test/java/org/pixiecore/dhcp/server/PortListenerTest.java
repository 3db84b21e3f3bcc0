package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.testing.RecordedLog;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.MessageType;
import org.pixiecore.dhcp.PxePort;
import org.slf4j.event.Level;

/** A port, on the loopback interface. */
@Timeout(60)
class PortListenerTest {

  private static final String MAC = "52:54:00:77:00:01";
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final RecordedLog lines = new RecordedLog();
  private final FakeNextStage nextStage = new FakeNextStage();
  private final BootLog log = new BootLog(lines, System::nanoTime);
  private final BlockingQueue<DhcpSocket> opened = new LinkedBlockingQueue<>();
  private PortListener listener;

  @AfterEach
  void close() {
    listener.close();
  }

  private void listen(PortListener.Opener opener) {
    DhcpSettings settings = DhcpSettings.parse(new Configuration(Map.of()));
    LocalInterfaces interfaces = new LocalInterfaces(LocalInterfaces::ofSystem, System::nanoTime);
    BootReport report = new BootReport(event -> {});
    Addresses addresses = new Addresses(() -> null, () -> settings, interfaces, report, log);
    Manners manners = new Manners(() -> settings, System::nanoTime, report, log);
    Responder responder =
        new Responder(
            PxePort.BOOT_SERVER,
            () -> settings,
            interfaces,
            nextStage,
            manners,
            addresses,
            report,
            log);
    listener =
        new PortListener(
            PxePort.BOOT_SERVER,
            4011,
            () -> {
              DhcpSocket socket = opener.open();
              opened.add(socket);
              return socket;
            },
            Duration.ofMillis(5),
            responder,
            log);
  }

  static Stream<SocketKind> kinds() {
    return SocketTest.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void afterAFloodOfBadPacketsAGoodOneIsAnswered(SocketKind kind) throws Exception {
    listen(() -> kind.open(0));
    int port = opened.take().port();
    Random random = new Random(7);
    try (DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      for (int i = 0; i < 2000; i++) {
        byte[] bad = new byte[random.nextInt(4000)];
        random.nextBytes(bad);
        client.send(new DatagramPacket(bad, bad.length, LOOPBACK, port));
      }
      assertThat(askUntilAnswered(client, port).messageType()).contains(MessageType.ACK);
    }
    assertThat(lines.at(Level.WARN)).isNotEmpty();
    assertThat(lines.at(Level.ERROR)).isEmpty();
  }

  @Test
  void aFailureWhileAPacketIsLookedAtCostsThatPacketOnly() throws Exception {
    nextStage.decision =
        machine -> {
          throw new IllegalStateException("a defect");
        };
    FakeSocket wire = new FakeSocket();
    listen(() -> wire);
    Arrival arrival =
        new Arrival(
            ByteBuffer.wrap(Packets.uefi(MessageType.REQUEST, MAC)),
            false,
            new InetSocketAddress(LOOPBACK, 4011),
            LOOPBACK,
            1);
    wire.arrives(arrival);
    await().until(() -> !lines.at(Level.ERROR).isEmpty());
    nextStage.decision = machine -> CompletableFuture.completedFuture(FakeNextStage.BOOT);
    wire.arrives(arrival);
    await().until(() -> wire.sent().size() == 1);
  }

  @Test
  void aPortInUseIsTakenOnceItIsFree() throws Exception {
    int port;
    try (DatagramSocket other = new DatagramSocket(0)) {
      port = other.getLocalPort();
      AtomicInteger attempts = new AtomicInteger();
      listen(
          () -> {
            attempts.incrementAndGet();
            return SocketKind.AUTO.open(port);
          });
      await().until(() -> attempts.get() > 3);
      assertThat(opened).isEmpty();
      assertThat(listener.port("eth0").problem().orElseThrow())
          .startsWith("PXE boot server cannot listen on UDP port 4011: another program on this")
          .endsWith("It is tried again every 0 s.");
    }
    assertThat(opened.poll(10, TimeUnit.SECONDS).port()).isEqualTo(port);
    await()
        .until(
            () -> listener.port("eth0"),
            new ListeningPort("PXE boot server", 4011, "eth0", Optional.empty(), Optional.empty())
                ::equals);
    try (DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      askUntilAnswered(client, port);
    }
  }

  @Test
  void aSocketThatFailsIsOpenedAnew() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    listen(
        () -> {
          if (attempts.getAndIncrement() == 0) {
            throw new NoClassDefFoundError("com/sun/jna/Native");
          } else if (attempts.get() == 2) {
            throw new IllegalArgumentException("a defect");
          }
          return new BrokenSocket();
        });
    await().until(() -> attempts.get() > 3);
  }

  /** Fails as one does when its interface is torn from under it. */
  private static final class BrokenSocket implements DhcpSocket {
    @Override
    public Optional<Arrival> receive() throws IOException {
      throw new IOException("recvmsg: Network is down");
    }

    @Override
    public void send(byte[] payload, Route route, InetSocketAddress destination) {}

    @Override
    public String interfaceName(int index) {
      return "";
    }

    @Override
    public int port() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void closingWhilePacketsComeEndsTheThreadAndFreesThePort(SocketKind kind) throws Exception {
    for (int round = 0; round < 20; round++) {
      listen(() -> kind.open(0));
      int port = opened.take().port();
      try (DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
        byte[] request = Packets.uefi(MessageType.REQUEST, MAC);
        for (int i = 0; i < 50; i++) {
          client.send(new DatagramPacket(request, request.length, LOOPBACK, port));
        }
        listener.close();
      }
      new DatagramSocket(port, LOOPBACK).close();
    }
  }

  /** Loopback drops what does not fit its queue, as any network may. */
  private static DhcpPacket askUntilAnswered(DatagramSocket client, int port) throws IOException {
    byte[] request = Packets.uefi(MessageType.REQUEST, MAC);
    client.setSoTimeout(500);
    DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
    for (int attempt = 0; attempt < 60; attempt++) {
      client.send(new DatagramPacket(request, request.length, LOOPBACK, port));
      try {
        client.receive(answer);
        return Packets.read(Arrays.copyOf(answer.getData(), answer.getLength()));
      } catch (SocketTimeoutException e) {
        // firmware asks again, too
      }
    }
    throw new AssertionError("no answer");
  }
}
