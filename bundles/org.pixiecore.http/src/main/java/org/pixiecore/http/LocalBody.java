package org.pixiecore.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Bytes that are all there. */
final class LocalBody implements Transfer.Source {

  private final Queue<ByteBuffer> slices;

  LocalBody(List<ByteBuffer> slices) {
    this.slices = new ArrayDeque<>(slices);
  }

  @Override
  public ByteBuffer poll() {
    return slices.poll();
  }

  @Override
  public boolean isAtEnd() {
    return slices.isEmpty();
  }

  @Override
  public void close() {
    slices.clear();
  }
}
