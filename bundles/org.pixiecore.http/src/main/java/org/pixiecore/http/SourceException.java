package org.pixiecore.http;

import java.io.IOException;

/** There will be no more of a file, though its end is not reached: not the client's doing. */
final class SourceException extends IOException {

  private static final long serialVersionUID = 1;

  SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
