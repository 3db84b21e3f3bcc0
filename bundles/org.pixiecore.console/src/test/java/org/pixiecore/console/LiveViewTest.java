package org.pixiecore.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.MachineBoot;

class LiveViewTest {

  private static final String MAC = "52:54:00:12:34:56";

  private final FakeHistory history = new FakeHistory();
  private final ServerView server = new ServerView();
  private final Viewers viewers = new Viewers();
  private final LiveView view = new LiveView(server, viewers);
  private final Watching viewer = new Watching();

  @BeforeEach
  void someoneWatches() {
    server.history = history;
    viewers.add(viewer, 10);
  }

  @Test
  void aMachineThatMovesOftenIsToldOfAsItStandsInTheEnd() {
    assertThat(view.change(boot(BootState.ASKING))).isTrue();
    assertThat(view.change(boot(BootState.OFFERED))).isFalse();
    view.tell();

    assertThat(viewer.heard).hasSize(1);
    assertThat(viewer.heard.get(0))
        .startsWith("event: machine\ndata: {\"mac\":\"" + MAC)
        .contains("\"OFFERED\"")
        .endsWith("}\n\n");
    assertThat(view.change(boot(BootState.BOOTING))).isTrue();
  }

  @Test
  void whileNobodyWatchesNothingIsKept() {
    viewers.remove(viewer);
    assertThat(view.change(boot(BootState.ASKING))).isFalse();
    viewers.add(viewer, 10);
    view.tell();

    assertThat(viewer.heard).isEmpty();
  }

  @Test
  void progressIsToldEachSecondUntilTheTransferEnds() {
    AtomicLong sent = new AtomicLong(5);
    MachineBoot loading =
        Boots.of(MAC)
            .loads(Boots.transfer(FileTransfer.Protocol.HTTP, "vmlinuz", sent, 10))
            .in(BootState.LOADING, ChainLink.FILES);
    history.put(loading);
    view.change(loading);
    view.beat();
    sent.set(7);
    view.beat();
    history.put(boot(BootState.BOOTING));
    view.beat();

    assertThat(viewer.events("progress"))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"sent\":5"),
            second -> assertThat(second).contains("\"sent\":7"));
  }

  @Test
  void aMachineThatIsForgottenIsTold() {
    history.put(boot(BootState.BOOTING));
    beat(5);
    history.forget(boot(BootState.BOOTING).mac());
    beat(5);

    assertThat(viewer.events("forgotten")).containsExactly("{\"mac\":\"" + MAC + "\"}");
  }

  @Test
  void theServersStateIsToldWhenItChanges() {
    beat(3);
    assertThat(viewer.events("status")).hasSize(1);
    server.inquiry = new FakeInquiry();
    beat(3);

    assertThat(viewer.events("status")).hasSize(2);
  }

  @Test
  void theConnectionIsNeverSilentForLong() {
    beat(10);
    assertThat(viewer.heard).anySatisfy(event -> assertThat(event).startsWith(": "));
  }

  @Test
  void whoComesHearsHowEverythingStands() {
    history.put(boot(BootState.BOOTING));

    assertThat(new String(view.beginning(), UTF_8))
        .startsWith("retry: ")
        .containsSubsequence(
            "event: machines\ndata: {\"machines\":[{\"mac\":\"" + MAC, "event: status");
  }

  @Test
  void whoMaySeeNoMoreIsSentAway() {
    viewer.maySeeOn = false;
    view.change(boot(BootState.BOOTING));
    view.tell();

    assertThat(viewer.heard).isEmpty();
    assertThat(viewer.closed).isTrue();
    assertThat(viewers.isEmpty()).isTrue();
  }

  @Test
  void whoIsTooSlowIsNoViewerAndTheOthersAre() {
    Watching slow = new Watching();
    slow.slow = true;
    viewers.add(slow, 10);
    view.change(boot(BootState.BOOTING));
    view.tell();
    slow.slow = false;
    view.change(boot(BootState.STUCK));
    view.tell();

    assertThat(slow.heard).isEmpty();
    assertThat(viewer.heard).hasSize(2);
  }

  @Test
  void thereAreNotMoreThanAllowed() {
    assertThat(viewers.add(new Watching(), 2)).isTrue();
    assertThat(viewers.add(new Watching(), 2)).isFalse();
  }

  private void beat(int seconds) {
    for (int i = 0; i < seconds; i++) {
      view.beat();
    }
  }

  private static MachineBoot boot(BootState state) {
    return Boots.of(MAC).in(state, ChainLink.OFFER);
  }

  private static final class Watching implements Viewer {

    private final List<String> heard = new ArrayList<>();
    private boolean maySeeOn = true;
    private boolean slow;
    private boolean closed;

    /** The data of the events of a kind. */
    List<String> events(String name) {
      String begin = "event: " + name + "\ndata: ";
      return heard.stream()
          .filter(event -> event.startsWith(begin))
          .map(event -> event.substring(begin.length()).strip())
          .toList();
    }

    @Override
    public boolean send(byte[] event) {
      if (!slow) {
        heard.add(new String(event, UTF_8));
      }
      return !slow;
    }

    @Override
    public boolean maySeeOn() {
      return maySeeOn;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
