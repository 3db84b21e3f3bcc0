package org.pixiecore.itests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Machines that boot side by side, a new one as soon as one has its kernel, until it is closed. */
final class BootLoad implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AtomicInteger begun = new AtomicInteger();
  private final Queue<SimulatedBoot.Booted> booted = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> lost = new ConcurrentLinkedQueue<>();
  private final Semaphore ends = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ending;

  /**
   * @param machines how many boot at the same time
   */
  BootLoad(BootServer server, int machines) {
    for (int i = 0; i < machines; i++) {
      Thread thread = new Thread(() -> bootOneAfterAnother(server), "machine-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  private void bootOneAfterAnother(BootServer server) {
    try (Firmware firmware = firmware(Firmware.Patience.OF_UEFI, server);
        Firmware ipxe = firmware(Firmware.Patience.OF_IPXE, server)) {
      while (!ending) {
        begun.incrementAndGet();
        try {
          booted.add(new SimulatedBoot(firmware, ipxe, server).run());
        } catch (InterruptedException e) {
          return;
        } catch (Throwable e) {
          lost.add(e);
        }
        ends.release();
      }
    } catch (Throwable e) {
      lost.add(e);
      ends.release();
    }
  }

  private static Firmware firmware(Firmware.Patience patience, BootServer server) {
    return new Firmware(patience, server.address(), server.relays().get());
  }

  /** Waits until so many more have their kernel, or one is lost. */
  void awaitBoots(int more) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    ends.drainPermits();
    for (int left = more; left > 0 && lost.isEmpty(); left--) {
      if (!ends.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError(
            "no more than %d of %d boots came to their end within %s"
                .formatted(more - left, more, PATIENCE));
      }
    }
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
    if (!threads.stream().allMatch(Thread::isAlive)) {
      throw new AssertionError("some machines boot no more; lost are " + lost);
    }
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
