package org.pixiecore.booter.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageTest {

  private final FakeTime time = new FakeTime();
  private final Outage outage = new Outage(time.time());

  @Test
  void holdsBackForHalfASecondAndLongerEachTime() {
    assertThat(outage.holdsBack()).isFalse();

    fail();
    pass(499);
    assertThat(outage.holdsBack()).isTrue();
    pass(1);
    assertThat(outage.holdsBack()).isFalse();

    fail();
    pass(999);
    assertThat(outage.holdsBack()).isTrue();
    pass(1);
    assertThat(outage.holdsBack()).isFalse();
  }

  @Test
  void failuresTogetherAreOne() {
    for (int i = 0; i < 20; i++) {
      fail();
    }
    pass(500);
    assertThat(outage.holdsBack()).isFalse();
    fail();
    pass(1000);
    assertThat(outage.holdsBack()).as("the second").isFalse();
  }

  @Test
  void oneQuestionASecondIsLetThrough() {
    for (int length = 500; length <= 8000; length *= 2) {
      fail();
      pass(length);
    }
    fail();

    pass(999);
    assertThat(outage.holdsBack()).isTrue();
    pass(1);
    assertThat(outage.holdsBack()).isFalse();
    assertThat(outage.holdsBack()).as("one alone").isTrue();
    pass(1000);
    assertThat(outage.holdsBack()).isFalse();

    outage.over();
    assertThat(outage.holdsBack()).isFalse();
    assertThat(outage.holdsBack()).isFalse();
  }

  @Test
  void noneIsLetThroughWhereTheServerAsksToBeLeftAlone() {
    fail();
    outage.failed(Optional.of(Duration.ofSeconds(30)));

    pass(29_999);
    assertThat(outage.holdsBack()).isTrue();
    pass(1);
    assertThat(outage.holdsBack()).isFalse();
  }

  @Test
  void aMinuteIsTheLongestThatAServerIsLeftAlone() {
    outage.failed(Optional.of(Duration.ofDays(1000)));

    pass(59_999);
    assertThat(outage.holdsBack()).isTrue();
    pass(1);
    assertThat(outage.holdsBack()).isFalse();
  }

  private void fail() {
    outage.failed(Optional.empty());
  }

  private void pass(long milliseconds) {
    time.pass(Duration.ofMillis(milliseconds));
  }
}
