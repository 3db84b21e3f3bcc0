package org.pixiecore.tftp.server;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What is sent from memory, with a limit on the sum of it. Touched by the event loop alone. */
final class GeneratedContents {

  /** In octets: some thousand configurations, or one file that somebody should have stored. */
  static final int MAX_OCTETS = 1 << 24;

  private int held;

  /**
   * Holds octets for one delivery.
   *
   * @param octets from the position to the limit, which nobody moves
   * @return empty while too much is held
   */
  Optional<Content> hold(ByteBuffer octets) {
    if (octets.remaining() > MAX_OCTETS - held) {
      return Optional.empty();
    }
    held += octets.remaining();
    return Optional.of(new Generated(octets));
  }

  private final class Generated implements Content {
    private final ByteBuffer octets;

    Generated(ByteBuffer octets) {
      this.octets = octets;
    }

    @Override
    public long size() {
      return octets.remaining();
    }

    @Override
    public void copy(long offset, int length, ByteBuffer into) {
      into.put(into.position(), octets, octets.position() + (int) offset, length);
      into.position(into.position() + length);
    }

    @Override
    public void release() {
      held -= octets.remaining();
    }

    @Override
    public String toString() {
      return "memory";
    }
  }
}
