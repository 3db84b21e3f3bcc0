package org.pixiecore.console;

/** A request is not carried out. */
final class RefusedException extends Exception {

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.error());
    this.refusal = refusal;
  }

  RefusedException(int status, String error) {
    this(new Refusal(status, error));
  }

  Refusal refusal() {
    return refusal;
  }
}
