package org.pixiecore.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private long nanos = Long.MAX_VALUE - 5;
  private final Deadlines deadlines = new Deadlines(() -> nanos);
  private final List<String> expired = new ArrayList<>();

  @Test
  void thoseThatWaitExpireInOrder() {
    deadlines.await(waiting("late"), 200);
    deadlines.await(waiting("early"), 100);

    pass(99);
    assertThat(expired).isEmpty();
    pass(200);
    assertThat(expired).containsExactly("early", "late");
  }

  @Test
  void aDeadlineThatMovesAwayIsNotMissedAndNotEarly() {
    Deadlines.Waiting one = waiting("one");
    deadlines.await(one, 100);
    pass(90);
    deadlines.await(one, 100);

    pass(99);
    assertThat(expired).isEmpty();
    pass(1);
    assertThat(expired).containsExactly("one");
  }

  @Test
  void aDeadlineThatComesNearerIsKept() {
    Deadlines.Waiting one = waiting("one");
    deadlines.await(one, 16_000);
    deadlines.await(one, 100);

    pass(100);
    assertThat(expired).containsExactly("one");
    pass(20_000);
    assertThat(expired).containsExactly("one");
  }

  @Test
  void whoLeavesDoesNotExpire() {
    Deadlines.Waiting one = waiting("one");
    deadlines.await(one, 100);
    deadlines.leave(one);
    deadlines.leave(one);

    pass(1000);
    assertThat(expired).isEmpty();
    assertThat(deadlines.millisToNext()).isZero();
  }

  @Test
  void manyWithTheSameDeadlineAllExpire() {
    for (int i = 0; i < 100; i++) {
      deadlines.await(waiting("one of many"), 50);
    }

    pass(50);
    assertThat(expired).hasSize(100);
  }

  @Test
  void theTimeToTheNextIsRoundedUp() {
    deadlines.await(waiting("one"), 100);

    assertThat(deadlines.millisToNext()).isEqualTo(101);
    nanos += TimeUnit.MILLISECONDS.toNanos(500);
    assertThat(deadlines.millisToNext()).isEqualTo(1);
  }

  private Deadlines.Waiting waiting(String name) {
    return new Deadlines.Waiting() {
      @Override
      void expired() {
        expired.add(name);
      }
    };
  }

  private void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    deadlines.expire();
  }
}
