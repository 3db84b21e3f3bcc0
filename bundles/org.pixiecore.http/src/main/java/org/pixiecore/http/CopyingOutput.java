package org.pixiecore.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.servlet.ServletOutputStream;

/** Any servlet container's stream. */
final class CopyingOutput implements BufferOutput {

  private static final int CHUNK = 64 * 1024;

  private final ServletOutputStream out;

  CopyingOutput(ServletOutputStream out) {
    this.out = out;
  }

  @Override
  public void write(ByteBuffer buffer) throws IOException {
    // a new array each time: the container may hold on to it until it is ready again
    byte[] chunk = new byte[Math.min(CHUNK, buffer.remaining())];
    buffer.get(chunk);
    out.write(chunk);
  }

  @Override
  public void abort(Throwable cause) {
    // a container closes the connection by itself when bytes are missing
  }
}
