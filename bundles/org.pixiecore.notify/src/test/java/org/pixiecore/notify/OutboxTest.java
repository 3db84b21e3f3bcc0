package org.pixiecore.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.MacAddress;

class OutboxTest {

  private static final int MOST = 100;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** As {@link System#nanoTime()} may begin: below zero, and about to run over. */
  private long now = Long.MAX_VALUE - SECOND;

  private final Outbox outbox = new Outbox();

  @Test
  void theOldestGoesFirst() {
    Notification first = add("1", Boots.MAC);
    Notification second = add("2", Boots.OTHER);

    assertThat(outbox.due(now)).contains(first);
    outbox.remove(first);
    assertThat(outbox.due(now)).contains(second);
    outbox.remove(second);
    assertThat(outbox.due(now)).isEmpty();
    assertThat(outbox.pause(now)).isEmpty();
  }

  @Test
  void aMachinesNextWaitsForItsLastAndAnotherMachineDoesNot() {
    Notification first = add("1", Boots.MAC);
    add("2", Boots.MAC);
    Notification other = add("3", Boots.OTHER);
    outbox.postpone(first, now + 2 * SECOND);

    assertThat(outbox.due(now)).contains(other);
    outbox.remove(other);
    assertThat(outbox.due(now)).isEmpty();
    assertThat(outbox.pause(now)).contains(Duration.ofSeconds(2));
    now += 2 * SECOND;
    assertThat(outbox.due(now)).contains(first);
  }

  @Test
  void theOldestAreDroppedWhenThereAreTooMany() {
    Notification first = add("1", Boots.MAC);
    Notification second = add("2", Boots.MAC);

    assertThat(outbox.add(new Notification("3", Boots.MAC, "{}"), 2, now)).isEqualTo(1);
    assertThat(outbox.failed(first)).as("dropped while it was under way").isZero();
    assertThat(outbox.due(now)).contains(second);
    assertThat(outbox.add(new Notification("4", Boots.MAC, "{}"), 1, now)).isEqualTo(2);
    assertThat(outbox.size()).isEqualTo(1);
  }

  @Test
  void failuresAreCounted() {
    Notification first = add("1", Boots.MAC);

    assertThat(outbox.failed(first)).isEqualTo(1);
    assertThat(outbox.failed(first)).isEqualTo(2);
    assertThat(outbox.clear()).isEqualTo(1);
    assertThat(outbox.failed(first)).isZero();
  }

  private Notification add(String id, MacAddress mac) {
    Notification notification = new Notification(id, mac, "{}");
    assertThat(outbox.add(notification, MOST, now)).isZero();
    return notification;
  }
}
