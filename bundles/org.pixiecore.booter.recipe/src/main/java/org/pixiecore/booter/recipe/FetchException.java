package org.pixiecore.booter.recipe;

import java.io.IOException;

/** Why a file is not to be had; to ask again at once would change nothing. */
final class FetchException extends IOException {

  FetchException(String message) {
    super(message);
  }

  FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
