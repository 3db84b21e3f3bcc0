package org.pixiecore.booter.api;

import java.io.IOException;

/** The API sends its clients somewhere that they cannot go; to ask again would not help. */
final class RedirectException extends IOException {

  private static final long serialVersionUID = 1L;

  RedirectException(String message) {
    super(message);
  }
}
