package org.pixiecore.loaders;

/** A loader has no way to do what was decided. The message says why and what to do, for people. */
final class CannotLoadException extends Exception {

  private static final long serialVersionUID = 1L;

  CannotLoadException(String message) {
    super(message);
  }
}
