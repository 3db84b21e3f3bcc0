package org.pixiecore.booter.api;

/** An answer with status 200 says nothing that can be used. The message is for people. */
final class MalformedAnswerException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedAnswerException(String message) {
    super(message);
  }
}
