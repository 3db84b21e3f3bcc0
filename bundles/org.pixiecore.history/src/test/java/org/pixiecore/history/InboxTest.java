package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboxTest {

  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> losses = new LinkedBlockingQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ticks = new CountDownLatch(2);

  private final Inbox<String> inbox =
      new Inbox<>("inbox", 3, this::work, ticks::countDown, losses::add);

  private void work(String text) {
    if (text.equals("wait")) {
      begun.countDown();
      await(gate);
    }
    if (text.equals("fail")) {
      throw new IllegalStateException("cannot be digested");
    }
    done.add(text);
  }

  @AfterEach
  void close() {
    gate.countDown();
    inbox.close();
  }

  @Test
  void whatComesIsDoneInOrder() throws InterruptedException {
    inbox.offer("a");
    inbox.offer("b");

    assertThat(List.of(done.take(), done.take())).containsExactly("a", "b");
  }

  @Test
  void theNewestAreDroppedAndCounted() throws InterruptedException {
    inbox.offer("wait");
    await(begun);
    for (String text : List.of("a", "b", "c", "d", "e")) {
      inbox.offer(text);
    }
    gate.countDown();

    assertThat(List.of(done.take(), done.take(), done.take(), done.take()))
        .containsExactly("wait", "a", "b", "c");
    assertThat(losses.take()).isEqualTo(2);
  }

  @Test
  void whatFailsCostsTheOthersNothing() throws InterruptedException {
    inbox.offer("fail");
    inbox.offer("a");

    assertThat(done.take()).isEqualTo("a");
  }

  @Test
  void itTicksWhileNothingComes() {
    await(ticks);

    assertThat(done).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
