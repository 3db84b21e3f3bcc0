package org.pixiecore.tftp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One direction of a network that loses, doubles and reorders some datagrams. */
final class BadNetwork {

  private final int percent;
  private final Random random;
  private byte[] late;

  /**
   * @param percent of the datagrams that are lost, as many that are doubled, as many that are late
   */
  BadNetwork(int percent, long seed) {
    this.percent = percent;
    this.random = new Random(seed);
  }

  boolean isGood() {
    return percent == 0;
  }

  /** What arrives when this is sent. */
  List<byte[]> carry(byte[] datagram) {
    List<byte[]> carried = new ArrayList<>();
    if (happens() && late == null) {
      late = datagram;
      return carried;
    }
    if (!happens()) {
      carried.add(datagram);
    }
    if (happens()) {
      carried.add(datagram);
    }
    if (late != null) {
      carried.add(late);
      late = null;
    }
    return carried;
  }

  private boolean happens() {
    return percent > 0 && random.nextInt(100) < percent;
  }
}
