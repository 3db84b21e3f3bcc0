package org.pixiecore.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.servlet.ServletOutputStream;
import org.eclipse.jetty.server.HttpOutput;

/**
 * Jetty's stream, which hands buffers to the socket as they are. The only use of Jetty's classes.
 */
final class JettyOutput implements BufferOutput {

  private final HttpOutput out;

  JettyOutput(ServletOutputStream out) {
    this.out = (HttpOutput) out;
  }

  static boolean serves(ServletOutputStream out) {
    return out instanceof HttpOutput;
  }

  @Override
  public void write(ByteBuffer buffer) throws IOException {
    ByteBuffer all = buffer.slice();
    buffer.position(buffer.limit());
    out.write(all);
  }

  @Override
  public void abort(Throwable cause) {
    out.getHttpChannel().abort(cause);
  }
}
