package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.api.event.BootListener;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.MachineBoot;

@Timeout(30)
class BootChronicleTest {

  private static final MacAddress MAC = MacAddress.parse("52:54:00:00:00:01");

  private final BootChronicle chronicle = new BootChronicle(Map.of());
  private final BlockingQueue<BootEvent> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<MachineBoot> seen = new LinkedBlockingQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void deactivate() {
    gate.countDown();
    chronicle.deactivate();
  }

  @Test
  void listenersHearWhatIsReportedAndWatchersSeeWhatCameOfIt() throws InterruptedException {
    chronicle.bindListener(heard::add);
    chronicle.bindWatcher(seen::add);
    BootEvent event = unanswered();
    chronicle.report(event);

    assertThat(heard.take()).isSameAs(event);
    MachineBoot boot = seen.take();
    assertThat(boot.mac()).isEqualTo(MAC);
    assertThat(boot.state()).isEqualTo(BootState.STUCK);
    assertThat(chronicle.problems()).hasSize(1);
  }

  /** A listener hears of those, too, of whom no more than an address is known. */
  @Test
  void whatHappensToNobodyKnownIsHeard() throws InterruptedException {
    chronicle.bindListener(heard::add);
    chronicle.bindWatcher(seen::add);
    BootEvent event =
        new BootEvent.Booting(
            Play.MORNING, Client.of(Play.address("192.168.1.77")), "vmlinuz", "lab");
    chronicle.report(event);
    chronicle.report(unanswered());

    assertThat(heard.take()).isSameAs(event);
    assertThat(seen.take().mac()).isEqualTo(MAC);
    assertThat(chronicle.machines()).hasSize(1);
  }

  @Test
  void whoIsGoneHearsNothing() throws InterruptedException {
    BootListener gone = event -> heard.add(event);
    chronicle.bindListener(gone);
    chronicle.unbindListener(gone);
    chronicle.bindWatcher(seen::add);
    chronicle.report(unanswered());

    seen.take();
    assertThat(heard).isEmpty();
  }

  @Test
  void aListenerThatHangsDoesNotStopTheHistory() {
    CountDownLatch hangs = new CountDownLatch(1);
    chronicle.bindListener(
        event -> {
          hangs.countDown();
          await(gate);
        });
    chronicle.report(unanswered());
    await(hangs);
    chronicle.report(new BootEvent.Booting(Play.MORNING, Client.of(MAC), "vmlinuz", "lab"));

    while (!state().equals(Optional.of(BootState.BOOTING))) {
      Thread.onSpinWait();
    }
    assertThat(chronicle.forget(MAC)).isTrue();
    assertThat(chronicle.machine(MAC)).isEmpty();
  }

  private Optional<BootState> state() {
    return chronicle.machine(MAC).map(MachineBoot::state);
  }

  private static BootEvent unanswered() {
    return new BootEvent.Unanswered(Play.MORNING, Client.of(MAC), Obstacle.NO_BOOT_PROGRAM, "none");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
