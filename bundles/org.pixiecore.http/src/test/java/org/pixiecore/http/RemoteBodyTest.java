package org.pixiecore.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteBodyTest {

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final RemoteBody body = new RemoteBody(Duration.ofHours(1), timer);
  private final Demand demand = new Demand();

  /** Counts what is asked of the other server. */
  private static final class Demand implements Subscription {
    private long asked;
    private boolean cancelled;

    @Override
    public void request(long pieces) {
      asked += pieces;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void asksForNoMoreThanIsTaken() throws IOException {
    timer.setRemoveOnCancelPolicy(true);
    body.onSubscribe(demand);
    long ahead = demand.asked;
    assertThat(ahead).isBetween(1L, 16L);
    for (long i = 0; i < ahead; i++) {
      body.onNext(piece("a", "b"));
    }
    assertThat(demand.asked).as("nothing was taken").isEqualTo(ahead);
    assertThat(body.poll()).isNotNull();
    assertThat(body.poll()).isNotNull();
    assertThat(demand.asked).isEqualTo(ahead + 1);
  }

  @Test
  void silenceCountsWhileSomethingWasAskedForOnly() throws IOException {
    timer.setRemoveOnCancelPolicy(true);
    body.onSubscribe(demand);
    assertThat(timer.getQueue()).hasSize(1);
    for (long i = demand.asked; i > 0; i--) {
      body.onNext(piece("a"));
    }
    assertThat(timer.getQueue()).as("the client is slow, not the other server").isEmpty();
    assertThat(body.poll()).isNotNull();
    assertThat(timer.getQueue()).hasSize(1);
    body.onComplete();
    assertThat(timer.getQueue()).isEmpty();
  }

  @Test
  void comesInOrderAndEndsWhenAllIsTaken() throws IOException {
    body.onSubscribe(demand);
    body.onNext(piece("a", "b"));
    body.onNext(piece("c"));
    body.onComplete();
    assertThat(text(body.poll()) + text(body.poll())).isEqualTo("ab");
    assertThat(body.isAtEnd()).isFalse();
    assertThat(text(body.poll())).isEqualTo("c");
    assertThat(body.poll()).isNull();
    assertThat(body.isAtEnd()).isTrue();
  }

  @Test
  void whatCameBeforeAFailureIsStillSent() throws IOException {
    body.onSubscribe(demand);
    body.onNext(piece("a"));
    body.onError(new IOException("reset"));
    assertThat(text(body.poll())).isEqualTo("a");
    assertThatThrownBy(body::poll).isInstanceOf(IOException.class).hasMessageContaining("reset");
    assertThat(body.isAtEnd()).isFalse();
  }

  @Test
  void letsGoOfTheOtherServerWhenTheClientIsGone() {
    body.onSubscribe(demand);
    body.close();
    assertThat(demand.cancelled).isTrue();
    RemoteBody early = new RemoteBody(Duration.ofHours(1), timer);
    early.close();
    Demand late = new Demand();
    early.onSubscribe(late);
    assertThat(late.cancelled).isTrue();
    assertThat(late.asked).isZero();
  }

  private static List<ByteBuffer> piece(String... texts) {
    return List.of(texts).stream().map(text -> ByteBuffer.wrap(text.getBytes(UTF_8))).toList();
  }

  private static String text(ByteBuffer buffer) {
    return UTF_8.decode(buffer).toString();
  }
}
