package org.pixiecore.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many clients that read the same file, each again and again. */
final class TftpLoad {

  private static final int TICK_MILLIS = 100;
  private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final int MAX_PACKET = 1 << 16;

  /** An ACK that a client sends later. */
  private record OwedAck(TftpTransfer transfer, long dueNanos) {}

  private final TftpTransfer.Request request;
  private final int clients;
  private final long delayNanos;
  private final Selector selector;
  private final ArrayDeque<OwedAck> owedAcks = new ArrayDeque<>();
  private final ByteBuffer packet = ByteBuffer.allocateDirect(MAX_PACKET);

  private boolean counting;
  private long bytes;
  private int transfers;
  private int retransmissions;
  private int brokenOff;

  /**
   * @param delayNanos how long a client takes to answer; 0 for as fast as it can
   */
  private TftpLoad(TftpTransfer.Request request, int clients, long delayNanos) throws IOException {
    this.request = request;
    this.clients = clients;
    this.delayNanos = delayNanos;
    selector = Selector.open();
  }

  /**
   * Arguments: server, round, address, pid (0 if it does not account for its CPU time), file (a
   * path; its name is asked for), clients, blksize and windowsize (lists), delay (microseconds that
   * a client takes to answer), warmup (of each load) and millis.
   */
  public static void main(String[] args) throws IOException {
    Arguments arguments = Arguments.of(args);
    Samples samples = arguments.samples(Protocol.TFTP);
    InetSocketAddress address = new InetSocketAddress(arguments.text("address"), 69);
    Path path = Path.of(arguments.text("file"));
    byte[] content = Files.readAllBytes(path);
    ByteBuffer file = ByteBuffer.allocateDirect(content.length).put(content).flip();
    ServerProcess server = new ServerProcess(arguments.number("pid"));
    long warmup = TimeUnit.MILLISECONDS.toNanos(arguments.number("warmup"));
    long nanos = TimeUnit.MILLISECONDS.toNanos(arguments.number("millis"));
    long delay = TimeUnit.MICROSECONDS.toNanos(arguments.number("delay"));
    for (int blksize : arguments.numbers("blksize")) {
      for (int windowsize : arguments.numbers("windowsize")) {
        for (int clients : arguments.numbers("clients")) {
          TftpTransfer.Request request =
              new TftpTransfer.Request(
                  address, path.getFileName().toString(), file, blksize, windowsize);
          new TftpLoad(request, clients, delay).run(warmup, nanos, server, samples);
        }
      }
    }
  }

  private void run(long warmup, long nanos, ServerProcess server, Samples samples)
      throws IOException {
    for (int i = 0; i < clients; i++) {
      begin(System.nanoTime());
    }
    turn(warmup);
    counting = true;
    double cpuBefore = server.cpuSeconds();
    long start = System.nanoTime();
    turn(nanos);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpu = server.cpuSeconds() - cpuBefore;
    end();
    String load = description();
    samples.put(load, Metric.MEGABYTES_PER_SECOND, bytes / 1e6 / seconds);
    samples.put(load, Metric.TRANSFERS_PER_SECOND, transfers / seconds);
    if (server.pid() != 0) {
      samples.put(load, Metric.CPU_SECONDS_PER_GIGABYTE, cpu / (bytes / 1e9));
    }
    samples.put(load, Metric.RETRANSMITTED, retransmissions);
    samples.put(load, Metric.BROKEN_OFF, brokenOff);
  }

  private String description() {
    return "%d %s, blksize %d%s%s"
        .formatted(
            clients,
            clients == 1 ? "client" : "clients",
            request.blksize(),
            request.windowsize() > 1 ? ", windowsize " + request.windowsize() : "",
            delayNanos > 0 ? ", ACKs after %.1f ms".formatted(delayNanos / 1e6) : "");
  }

  private void turn(long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    long nextTick = System.nanoTime();
    for (long now = nextTick; now < end; now = System.nanoTime()) {
      awaitEvents(now);
      now = System.nanoTime();
      for (SelectionKey key : selector.selectedKeys()) {
        read((TftpTransfer) key.attachment(), now);
      }
      selector.selectedKeys().clear();
      while (!owedAcks.isEmpty() && owedAcks.peek().dueNanos <= now) {
        acknowledge(owedAcks.remove().transfer, now);
      }
      if (now >= nextTick) {
        nextTick = now + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        tick(now);
      }
    }
  }

  /** A selector knows but whole milliseconds, so it does not wait while an ACK is owed. */
  private void awaitEvents(long now) throws IOException {
    if (owedAcks.isEmpty()) {
      selector.select(TICK_MILLIS);
    } else {
      LockSupport.parkNanos(Math.min(NAP_NANOS, owedAcks.peek().dueNanos - now));
      selector.selectNow();
    }
  }

  private void read(TftpTransfer transfer, long now) throws IOException {
    long before = transfer.received();
    transfer.read(now);
    if (counting) {
      bytes += transfer.received() - before;
    }
    if (transfer.owesAck() && delayNanos > 0) {
      owedAcks.add(new OwedAck(transfer, now + delayNanos));
    } else if (transfer.owesAck()) {
      acknowledge(transfer, now);
    } else {
      replaceIfOver(transfer, now);
    }
  }

  private void acknowledge(TftpTransfer transfer, long now) throws IOException {
    transfer.acknowledge();
    replaceIfOver(transfer, now);
  }

  private void replaceIfOver(TftpTransfer transfer, long now) throws IOException {
    if (transfer.state() == TftpTransfer.State.RUNNING) {
      return;
    }
    if (counting && transfer.state() == TftpTransfer.State.COMPLETE) {
      transfers++;
    } else if (counting) {
      brokenOff++;
    }
    transfer.close();
    begin(now);
  }

  private void begin(long now) throws IOException {
    TftpTransfer transfer = new TftpTransfer(request, packet, now);
    transfer.channel().register(selector, SelectionKey.OP_READ, transfer);
  }

  private void tick(long now) throws IOException {
    for (TftpTransfer transfer : underWay()) {
      if (transfer.tick(now) && counting) {
        retransmissions++;
      }
    }
  }

  private void end() throws IOException {
    for (TftpTransfer transfer : underWay()) {
      transfer.close();
    }
    selector.close();
  }

  /** Closed ones are no longer among the keys, or are not valid. */
  private List<TftpTransfer> underWay() {
    return selector.keys().stream()
        .filter(SelectionKey::isValid)
        .map(key -> (TftpTransfer) key.attachment())
        .toList();
  }
}
