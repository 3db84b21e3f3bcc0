package org.pixiecore.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.servlet.ServletOutputStream;

/** Takes buffers for a response, as well as the HTTP server can. */
interface BufferOutput {

  /**
   * Takes bytes off the buffer's front, at least one. An asynchronous response must be ready for
   * it, and the bytes may not change until it is ready again.
   */
  void write(ByteBuffer buffer) throws IOException;

  /**
   * Breaks the response off such that the client cannot take it for complete. Where the container
   * offers no way, only a response of known length shows that.
   */
  void abort(Throwable cause);

  /** For a response's stream: without a copy if Jetty serves it, else by way of an array. */
  static BufferOutput of(ServletOutputStream out) {
    try {
      if (JettyOutput.serves(out)) {
        return new JettyOutput(out);
      }
    } catch (NoClassDefFoundError e) {
      // the import is optional: another container serves
    }
    return new CopyingOutput(out);
  }
}
