package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.testing.FakeClock;
import org.pixiecore.api.testing.RecordedLog;
import org.slf4j.event.Level;

class AudienceTest {

  private final RecordedLog lines = new RecordedLog();
  private final FakeClock clock = new FakeClock();
  private final Audience<Consumer<String>> audience = new Audience<>(lines, clock);
  private final List<String> heard = new ArrayList<>();

  private void say(String text) {
    audience.tell(listener -> listener.accept(text));
  }

  @Test
  void everybodyIsToldWhoIsThere() {
    Consumer<String> one = text -> heard.add("one " + text);
    assertThat(audience.isEmpty()).isTrue();
    audience.add(one);
    audience.add(text -> heard.add("two " + text));
    say("a");
    audience.remove(one);
    say("b");

    assertThat(heard).containsExactly("one a", "two a", "two b");
    assertThat(lines.at(Level.WARN)).isEmpty();
  }

  @Test
  void oneThatFailsHarmsNobody() {
    audience.add(
        text -> {
          throw new StackOverflowError();
        });
    audience.add(heard::add);
    say("a");

    assertThat(heard).containsExactly("a");
    assertThat(lines.at(Level.WARN)).singleElement().asString().endsWith("failed");
  }

  @Test
  void oneThatAlwaysFailsHasFewLines() {
    audience.add(
        text -> {
          throw new IllegalStateException();
        });
    for (int i = 0; i < 1000; i++) {
      say("a");
    }
    clock.pass(Duration.ofMinutes(1));
    say("a");

    assertThat(lines.at(Level.WARN)).hasSize(6).last().asString().contains("995 such lines");
  }

  @Test
  void oneThatTakesLongIsTold() {
    audience.add(text -> clock.pass(Duration.ofMillis(1001)));
    say("a");

    assertThat(lines.at(Level.WARN)).singleElement().asString().contains("took 1001 ms");
  }

  @Test
  void oneThatDoesNotReturnIsTold() {
    audience.watch();
    audience.add(
        text -> {
          clock.pass(Duration.ofSeconds(10));
          audience.watch();
          assertThat(lines.at(Level.WARN)).isEmpty();
          clock.pass(Duration.ofSeconds(1));
          audience.watch();
        });
    say("a");
    audience.watch();

    assertThat(lines.at(Level.WARN))
        .hasSize(2)
        .first()
        .asString()
        .contains("has not returned for 11 s");
  }
}
