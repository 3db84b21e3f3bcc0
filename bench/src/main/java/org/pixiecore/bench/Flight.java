package org.pixiecore.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The DISCOVERs under way: whose they are, and how long each waits for its offer. One thread may
 * send while another takes offers and gives up.
 *
 * <p>An offer to an xid of another flight, a second one to the same xid, or one to a DISCOVER that
 * was given up counts for nothing.
 */
final class Flight {

  /** More than are ever under way at once. */
  private static final int CAPACITY = 1 << 16;

  private static final long LANDED = Long.MIN_VALUE;

  private final int machines;
  private final int firstXid;
  private final AtomicLongArray departures = new AtomicLongArray(CAPACITY);
  private final Latencies latencies = new Latencies();
  private volatile int sent;
  private int oldest;
  private int lost;

  /**
   * @param machines how many machines take turns
   * @param firstXid apart from other flights' by more than they send
   */
  Flight(int machines, int firstXid) {
    this.machines = machines;
    this.firstXid = firstXid;
  }

  /**
   * One more is sent now.
   *
   * @return its xid; {@link #machine} tells whose it is
   */
  int depart(long nowNanos) {
    int number = sent;
    departures.set(slot(number), nowNanos);
    sent = number + 1;
    return firstXid + number;
  }

  /** Which machine, from 0, sends the DISCOVER with that xid. */
  int machine(int xid) {
    return (xid - firstXid) % machines;
  }

  /** Takes an offer; true if it is the first to a DISCOVER under way. */
  boolean arrive(int xid, long nowNanos) {
    int number = xid - firstXid;
    if (number < oldest || number >= sent) {
      return false;
    }
    long departure = departures.getAndSet(slot(number), LANDED);
    if (departure == LANDED) {
      return false;
    }
    latencies.add(nowNanos - departure);
    return true;
  }

  /** Counts as lost what was sent before that time and has no offer yet. */
  void giveUp(long departedBeforeNanos) {
    while (oldest < sent) {
      long departure = departures.get(slot(oldest));
      if (departure != LANDED) {
        if (departure - departedBeforeNanos >= 0) {
          return;
        }
        lost++;
      }
      oldest++;
    }
  }

  int sent() {
    return sent;
  }

  int lost() {
    return lost;
  }

  /** How many have neither an offer nor been given up. */
  int underWay() {
    return sent - latencies.count() - lost;
  }

  Latencies latencies() {
    return latencies;
  }

  private static int slot(int number) {
    return number & (CAPACITY - 1);
  }
}
