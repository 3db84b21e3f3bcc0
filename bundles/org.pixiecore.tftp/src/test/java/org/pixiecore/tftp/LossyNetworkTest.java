package org.pixiecore.tftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixiecore.tftp.TransferAction.End;
import org.pixiecore.tftp.TransferAction.Outcome;
import org.pixiecore.tftp.TransferAction.SendBlocks;
import org.pixiecore.tftp.TransferAction.SendOptionAck;

/** A transfer over a network that loses, doubles and reorders, on a clock that is not real. */
class LossyNetworkTest {

  private static final int BLKSIZE = 512;
  private static final int LATENCY = 5;

  static Stream<Arguments> networks() {
    return IntStream.range(0, 60)
        .mapToObj(seed -> Arguments.of(seed, new int[] {1, 2, 4, 16, 64}[seed % 5]));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theFileArrivesWholeAndInOrder(int seed, int windowsize) {
    Network network = new Network(seed, windowsize, BLKSIZE * 300L + seed);

    assertThat(network.run()).isIn(Outcome.COMPLETE, Outcome.LAST_ACK_MISSING);
    assertThat(network.received).isEqualTo(BLKSIZE * 300L + seed);
  }

  private static final class Network {
    private final Random random;
    private final Transfer transfer;
    private final int windowsize;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long timeOutAt;
    private Outcome outcome;

    private long expected = 1;
    private long received;
    private int sinceAck;
    private int carried;

    Network(int seed, int windowsize, long size) {
      this.random = new Random(seed);
      this.windowsize = windowsize;
      TransferLimits limits =
          new TransferLimits(BLKSIZE, 64, 1000, 30, BlockNumbering.ROLLS_OVER_TO_0);
      TftpPacket.ReadRequest request =
          new TftpPacket.ReadRequest(
              "x", TransferMode.OCTET, Map.of("windowsize", String.valueOf(windowsize)));
      this.transfer = new Transfer(Negotiation.settle(request, limits, size), limits, size);
    }

    Outcome run() {
      perform(transfer.start());
      while (outcome == null) {
        if (events.isEmpty() || events.peek().at > timeOutAt) {
          now = timeOutAt;
          perform(transfer.timeOut());
        } else {
          Event event = events.poll();
          now = event.at;
          event.arrival.run();
        }
      }
      return outcome;
    }

    private void perform(TransferAction action) {
      if (action instanceof SendOptionAck) {
        carry(() -> acknowledge(0));
        timeOutAt = now + transfer.timeoutMillis();
      } else if (action instanceof SendBlocks send) {
        for (long block = send.first(); block <= send.last(); block++) {
          long sent = block;
          carry(() -> receive(sent));
        }
        timeOutAt = now + transfer.timeoutMillis();
      } else if (action instanceof End end) {
        outcome = end.outcome();
      }
    }

    /** RFC 7440's receiver: it acknowledges a full window, the end, and what came before a gap. */
    private void receive(long block) {
      if (block == expected) {
        expected++;
        received += transfer.length(block);
        if (++sinceAck == windowsize || block == transfer.lastBlock()) {
          sinceAck = 0;
          acknowledge(block);
        }
      } else {
        sinceAck = 0;
        acknowledge(expected - 1);
      }
    }

    private void acknowledge(long block) {
      carry(() -> perform(transfer.acknowledge(transfer.number(block))));
    }

    private void carry(Runnable arrival) {
      int copies = random.nextInt(100) < 5 ? 0 : random.nextInt(100) < 5 ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        int delay = random.nextInt(100) < 5 ? LATENCY * 4 : LATENCY;
        events.add(new Event(now + delay, carried++, arrival));
      }
    }

    private record Event(long at, int order, Runnable arrival) implements Comparable<Event> {
      @Override
      public int compareTo(Event other) {
        return at != other.at ? Long.compare(at, other.at) : Integer.compare(order, other.order);
      }
    }
  }
}
