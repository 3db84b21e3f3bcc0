package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.tftp.TftpErrorCode;

/** Addresses come and go. All of 127.0.0.0/8 is this machine's on Linux. */
class ListenersTest {

  private static final LocalAddress FIRST = local("127.0.0.1", 65536);
  private static final LocalAddress SECOND = local("127.0.0.2", 65536);

  private final BlockingQueue<TransferSockets> asked = new LinkedBlockingQueue<>();
  private EventLoop loop;
  private Listeners listeners;
  private int port;

  @BeforeEach
  void start() throws IOException {
    loop = new EventLoop(new Deadlines(System::nanoTime));
    listeners =
        new Listeners(
            loop,
            new Buffers(),
            (client, datagram, answers) -> {
              asked.add(answers);
              answers.first().refuse(client, TftpErrorCode.FILE_NOT_FOUND, "");
            });
    loop.start();
    port = Server.freePort();
  }

  @AfterEach
  void stop() {
    loop.execute(listeners::stop);
    loop.close();
  }

  @Test
  void anAddressThatComesLaterIsListenedOnAndAnswersItself() throws Exception {
    listenOn(FIRST);
    assertThat(answeredFrom(FIRST)).isEqualTo(FIRST.address());

    listenOn(FIRST, SECOND);
    assertThat(answeredFrom(SECOND)).isEqualTo(SECOND.address());
    assertThat(answeredFrom(FIRST)).isEqualTo(FIRST.address());
  }

  @Test
  void anAddressThatGoesIsReleased() throws Exception {
    listenOn(FIRST, SECOND);
    listenOn(FIRST);

    await().until(() -> isFree(SECOND));
    assertThat(answeredFrom(FIRST)).isEqualTo(FIRST.address());
  }

  @Test
  void aPortInUseOnOneAddressLeavesTheOthersAlone() throws Exception {
    try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(FIRST.address(), port))) {
      listenOn(FIRST, SECOND);
      assertThat(other.isBound()).isTrue();
      assertThat(answeredFrom(SECOND)).isEqualTo(SECOND.address());
    }

    listenOn(FIRST, SECOND);
    assertThat(answeredFrom(FIRST)).isEqualTo(FIRST.address());
  }

  @Test
  void anMtuThatChangesHoldsWithoutListeningAnew() throws Exception {
    listenOn(FIRST);
    answeredFrom(FIRST);
    TransferSockets before = asked.take();
    listenOn(local("127.0.0.1", 1500));
    answeredFrom(FIRST);

    assertThat(asked.take()).isSameAs(before);
    TftpSettings defaults = TftpSettings.read(new Configuration(Map.of()));
    assertThat(before.limits(defaults.limits()).blksize()).isEqualTo(1468);
  }

  @Test
  void whereItListensAndWhyNotIsToldInTheLogsWords() throws Exception {
    try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(FIRST.address(), port))) {
      listenOn(FIRST, SECOND);
      assertThat(other.isBound()).isTrue();
    }
    assertThat(listeners.ports()).hasSize(2);
    assertThat(listeners.ports().get(0))
        .satisfies(
            taken -> {
              assertThat(taken.on()).isEqualTo("127.0.0.1");
              assertThat(taken.problem().orElseThrow())
                  .startsWith("TFTP cannot listen on port " + port + " of 127.0.0.1 (lo): another")
                  .endsWith("Until then it is tried again and again.");
            });
    assertThat(listeners.ports().get(1)).isEqualTo(served("127.0.0.2"));

    listenOn(FIRST);
    assertThat(listeners.ports()).containsExactly(served("127.0.0.1"));

    listenOn();
    assertThat(listeners.ports())
        .singleElement()
        .satisfies(
            nowhere -> assertThat(nowhere.problem().orElseThrow()).contains("listens nowhere"));
  }

  private ListeningPort served(String on) {
    return new ListeningPort("TFTP", port, on, Optional.empty(), Optional.empty());
  }

  private boolean isFree(LocalAddress local) throws IOException {
    try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(local.address(), port))) {
      return other.isBound();
    } catch (BindException e) {
      return false;
    }
  }

  private InetAddress answeredFrom(LocalAddress local) throws IOException {
    try (TestClient client = new TestClient(Server.LOOPBACK)) {
      return client
          .ask(TestClient.request("x"), new InetSocketAddress(local.address(), port))
          .from()
          .getAddress();
    }
  }

  private void listenOn(LocalAddress... locals) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(() -> listeners.listenOn(Set.of(locals), port));
    loop.execute(done::countDown);
    done.await();
  }

  private static LocalAddress local(String address, int mtu) {
    return new LocalAddress(new InetSocketAddress(address, 0).getAddress(), "lo", mtu);
  }
}
