package org.pixiecore.notify;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pixiecore.api.MacAddress;

/**
 * What waits to be sent, bounded. Of one machine the older goes before the younger, even if it has
 * to be tried again first; one machine does not wait for another. Knows no clock and no thread.
 */
final class Outbox {

  private static final class Waiting {
    private final Notification notification;
    private int failures;
    private long notBefore;

    Waiting(Notification notification, long now) {
      this.notification = notification;
      this.notBefore = now;
    }
  }

  /** By id, the oldest first. */
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /**
   * Takes one more.
   *
   * @param most how many may wait, at least 1
   * @param now as {@link System#nanoTime()}, here and below
   * @return how many of the oldest were dropped for it
   */
  int add(Notification notification, int most, long now) {
    waiting.put(notification.id(), new Waiting(notification, now));
    int dropped = 0;
    Iterator<String> oldest = waiting.keySet().iterator();
    while (waiting.size() > most) {
      oldest.next();
      oldest.remove();
      dropped++;
    }
    return dropped;
  }

  /** The oldest that may be sent now. It stays until it is {@linkplain #remove removed}. */
  Optional<Notification> due(long now) {
    return heads()
        .filter(head -> head.notBefore - now <= 0)
        .findFirst()
        .map(head -> head.notification);
  }

  /** How long there is nothing to do; empty if nothing waits. */
  Optional<Duration> pause(long now) {
    return heads()
        .map(head -> Duration.ofNanos(Math.max(0, head.notBefore - now)))
        .min(Duration::compareTo);
  }

  /** Of each machine the oldest. */
  private Stream<Waiting> heads() {
    Set<MacAddress> seen = new HashSet<>();
    return waiting.values().stream().filter(each -> seen.add(each.notification.mac()));
  }

  /** One more attempt failed. How many have by now; 0 if it was dropped meanwhile. */
  int failed(Notification notification) {
    Waiting failed = waiting.get(notification.id());
    return failed == null ? 0 : ++failed.failures;
  }

  /** Has one wait, and with it all that follows it of its machine. */
  void postpone(Notification notification, long notBefore) {
    Waiting postponed = waiting.get(notification.id());
    if (postponed != null) {
      postponed.notBefore = notBefore;
    }
  }

  /** One is done with. */
  void remove(Notification notification) {
    waiting.remove(notification.id());
  }

  /** Drops all; how many there were. */
  int clear() {
    int dropped = waiting.size();
    waiting.clear();
    return dropped;
  }

  int size() {
    return waiting.size();
  }
}
