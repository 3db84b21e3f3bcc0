package org.pixiecore.document;

/** A document does not say what a machine boots. The message is for people, without secrets. */
public final class BootDocumentException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final String problem;

  BootDocumentException(String pointer, String problem) {
    super((pointer.isEmpty() ? "the document" : pointer) + ": " + problem);
    this.pointer = pointer;
    this.problem = problem;
  }

  /** Where: a JSON pointer (RFC 6901), like {@code /initrd/1}; empty for the whole document. */
  public String pointer() {
    return pointer;
  }

  /** What was given there, and what is expected: the message without the pointer. */
  public String problem() {
    return problem;
  }
}
