package org.pixiecore.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Many machines that network boot at once: at a fixed rate, and as fast as the server can.
 *
 * <p>Each offer is checked: DHCPOFFER, the server's identifier, the boot file of the machine's
 * architecture. A wrong one ends the measurement.
 */
final class DhcpLoad {

  private static final int PATIENCE_MILLIS = 20;
  private static final int WARMUP_OUTSTANDING = 64;

  /** A sender that was kept from the processor catches up, but not all at once. */
  private static final int MAX_BURST = 8;

  /** An offer that takes longer counts as lost. */
  private static final long LOST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final ProxyDhcpClient client;
  private final int serverIdentifier;
  private final String biosBootFile;
  private final String efiBootFile;
  private final int machines;
  private int nextXid = (int) System.nanoTime() & 0x3fffffff;

  private DhcpLoad(Arguments arguments, ProxyDhcpClient client) throws IOException {
    this.client = client;
    serverIdentifier =
        ByteBuffer.wrap(InetAddress.getByName(arguments.text("address")).getAddress()).getInt();
    biosBootFile = arguments.text("biosBootFile");
    efiBootFile = arguments.text("efiBootFile");
    machines = arguments.number("machines");
  }

  /**
   * Arguments: server, round, address, pid, biosBootFile, efiBootFile, machines, note (what the
   * load is called besides), warmup (seconds of saturation that are not measured), rate (DISCOVERs
   * a second), outstanding (DISCOVERs under way at saturation; 0 for no saturation), seconds.
   */
  public static void main(String[] args) throws IOException {
    Arguments arguments = Arguments.of(args);
    Samples samples = arguments.samples(Protocol.DHCP);
    String note = arguments.text("note");
    int rate = arguments.number("rate");
    int outstanding = arguments.number("outstanding");
    long nanos = TimeUnit.SECONDS.toNanos(arguments.number("seconds"));
    try (ProxyDhcpClient client = new ProxyDhcpClient()) {
      DhcpLoad load = new DhcpLoad(arguments, client);
      load.saturate(WARMUP_OUTSTANDING, TimeUnit.SECONDS.toNanos(arguments.number("warmup")));

      String atRate = note + "at %,d DISCOVERs/s".formatted(rate);
      put(samples, atRate, load.atRate(rate, nanos), nanos);
      if (outstanding > 0) {
        ServerProcess server = new ServerProcess(arguments.number("pid"));
        String saturated = note + "saturated, %d under way".formatted(outstanding);
        double cpuBefore = server.cpuSeconds();
        Flight flight = load.saturate(outstanding, nanos);
        double cpu = server.cpuSeconds() - cpuBefore;
        put(samples, saturated, flight, nanos);
        samples.put(
            saturated, Metric.CPU_MICROSECONDS_PER_OFFER, cpu * 1e6 / flight.latencies().count());
      }
    }
  }

  private static void put(Samples samples, String load, Flight flight, long nanos) {
    Latencies latencies = flight.latencies();
    samples.put(load, Metric.OFFERS_PER_SECOND, latencies.count() * 1e9 / nanos);
    samples.put(load, Metric.LATENCY_P50, latencies.percentile(50));
    samples.put(load, Metric.LATENCY_P99, latencies.percentile(99));
    samples.put(load, Metric.UNANSWERED, flight.lost());
  }

  /** Sends at a rate that does not depend on the answers. */
  private Flight atRate(int rate, long nanos) throws IOException {
    Flight flight = newFlight();
    long start = System.nanoTime();
    CompletableFuture<Void> sender =
        CompletableFuture.runAsync(() -> sendAtRate(flight, rate, start, nanos));
    long end = start + nanos + LOST_NANOS;
    while (System.nanoTime() < end) {
      client.receive(PATIENCE_MILLIS, offer -> arrive(flight, offer));
    }
    sender.join();
    flight.giveUp(end);
    return flight;
  }

  private void sendAtRate(Flight flight, int rate, long start, long nanos) {
    try {
      for (long now = start; now < start + nanos; now = System.nanoTime()) {
        long due = (now - start) * rate / TimeUnit.SECONDS.toNanos(1);
        for (int i = 0; i < MAX_BURST && flight.sent() < due; i++) {
          send(flight);
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / rate);
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** Keeps so many DISCOVERs under way: each that is answered, or lost, is followed by the next. */
  private Flight saturate(int outstanding, long nanos) throws IOException {
    Flight flight = newFlight();
    long end = System.nanoTime() + nanos;
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      flight.giveUp(now - LOST_NANOS);
      while (flight.underWay() < outstanding) {
        send(flight);
      }
      client.receive(PATIENCE_MILLIS, offer -> arrive(flight, offer));
    }
    return flight;
  }

  private Flight newFlight() {
    nextXid += 1 << 26;
    return new Flight(machines, nextXid & Integer.MAX_VALUE);
  }

  private void send(Flight flight) throws IOException {
    int xid = flight.depart(System.nanoTime());
    client.discoverAsFirmware(flight.machine(xid), xid);
  }

  private void arrive(Flight flight, Offer offer) {
    if (flight.arrive(offer.xid(), System.nanoTime())) {
      check(offer, flight.machine(offer.xid()));
    }
  }

  private void check(Offer offer, int machine) {
    String bootFile =
        Discover.architecture(machine) == Discover.X86_BIOS ? biosBootFile : efiBootFile;
    if (offer.messageType() != Offer.DHCPOFFER
        || offer.serverIdentifier() != serverIdentifier
        || !offer.bootFileName().equals(bootFile)) {
      throw new IllegalStateException(
          "a wrong offer to machine %d: %s; its boot file should be %s"
              .formatted(machine, offer, bootFile));
    }
  }
}
