package org.pixiecore.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.servlet.ServletOutputStream;
import org.eclipse.jetty.server.HttpOutput;

/**
 * Jetty's stream, which hands buffers to the socket as they are. The only use of Jetty's classes.
 */
final class JettyOutput implements BufferOutput {

  /**
   * In octets: enough for the fastest network, and little beside a file, so that it is seen how far
   * it is.
   */
  private static final int MOST = 1 << 20;

  private final HttpOutput out;

  JettyOutput(ServletOutputStream out) {
    this.out = (HttpOutput) out;
  }

  static boolean serves(ServletOutputStream out) {
    return out instanceof HttpOutput;
  }

  @Override
  public void write(ByteBuffer buffer) throws IOException {
    ByteBuffer part = buffer.slice(buffer.position(), Math.min(MOST, buffer.remaining()));
    buffer.position(buffer.position() + part.remaining());
    out.write(part);
  }

  @Override
  public void abort(Throwable cause) {
    out.getHttpChannel().abort(cause);
  }
}
