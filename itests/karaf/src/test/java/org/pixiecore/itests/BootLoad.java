package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Machines that boot side by side, a new one as soon as one has its kernel, until it is closed. */
final class BootLoad implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AtomicInteger begun = new AtomicInteger();
  private final Queue<SimulatedBoot.Booted> booted = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> lost = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ending;

  /**
   * @param machines how many boot at the same time
   */
  BootLoad(Server server, int machines) {
    for (int i = 0; i < machines; i++) {
      Thread thread = new Thread(() -> bootOneAfterAnother(server), "machine-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  private void bootOneAfterAnother(Server server) {
    try (Firmware firmware = new Firmware(Firmware.Patience.OF_UEFI);
        Firmware ipxe = new Firmware(Firmware.Patience.OF_IPXE)) {
      while (!ending) {
        begun.incrementAndGet();
        try {
          booted.add(new SimulatedBoot(firmware, ipxe, server.ports(), server.site()).run());
        } catch (InterruptedException e) {
          return;
        } catch (Throwable e) {
          lost.add(e);
        }
      }
    } catch (Throwable e) {
      lost.add(e);
    }
  }

  /** Waits until so many more have their kernel, or one is lost. */
  void awaitBoots(int more) {
    int until = booted.size() + more;
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> booted.size() >= until || !lost.isEmpty());
  }

  int begun() {
    return begun.get();
  }

  List<SimulatedBoot.Booted> booted() {
    return List.copyOf(booted);
  }

  List<Throwable> lost() {
    return List.copyOf(lost);
  }

  /** Lets those that are under way, which are as many as at first, come to their end. */
  void end() throws InterruptedException {
    assertThat(threads).as(() -> "machines that boot; lost are " + lost).allMatch(Thread::isAlive);
    ending = true;
    for (Thread thread : threads) {
      thread.join(PATIENCE.toMillis());
    }
  }

  @Override
  public void close() {
    ending = true;
    threads.forEach(Thread::interrupt);
  }
}
