package org.pixiecore.tftp.server;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What one delivery sends. Touched by the event loop alone. */
interface Content {

  /** In octets. It does not change. */
  long size();

  /**
   * Copies octets to a buffer's position.
   *
   * @param offset where they begin; with {@code length}, no more than the size
   * @throws IOException if they cannot be read; the message says why
   */
  void copy(long offset, int length, ByteBuffer into) throws IOException;

  /** Gives back what it holds; called once, at the delivery's end. */
  void release();
}
