package org.pixiecore.booter.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration NEVER = Duration.ofDays(1);

  /** Counts the looks at it, the first few of which fail. */
  private static final class Counting implements Folder {

    private final AtomicInteger looks = new AtomicInteger();
    private final int failures;

    Counting(int failures) {
      this.failures = failures;
    }

    @Override
    public Optional<Map<String, Stamp>> list() {
      if (looks.incrementAndGet() <= failures) {
        throw new NoClassDefFoundError("of this test");
      }
      return Optional.of(Map.of());
    }

    @Override
    public byte[] read(String name) {
      throw new AssertionError(name);
    }
  }

  @Test
  void anErrorEndsNotTheLooking() {
    try (Watch watch = Watch.begin(library(new Counting(2)), SOON, set -> {})) {
      await().until(() -> watch.current().isPresent());
    }
  }

  @Test
  void anotherIntervalHoldsAtOnceAndForgetsNothing() {
    Counting folder = new Counting(0);
    AtomicInteger changes = new AtomicInteger();
    try (Watch watch = Watch.begin(library(folder), NEVER, set -> changes.incrementAndGet())) {
      await().until(() -> watch.current().isPresent());
      MachineSet before = watch.current().orElseThrow();

      watch.every(SOON);
      await().until(() -> folder.looks.get() > 5);

      assertThat(watch.current().orElseThrow()).isSameAs(before);
      assertThat(changes).hasValue(1);
    }
  }

  private static Library library(Folder folder) {
    return new Library(Path.of("/etc/machines.d"), folder, complaint -> {});
  }
}
