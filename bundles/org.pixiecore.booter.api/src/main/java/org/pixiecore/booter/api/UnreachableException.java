package org.pixiecore.booter.api;

import java.io.IOException;

/** There is no connection to the API, or no answer of it in time. The message is for people. */
final class UnreachableException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
