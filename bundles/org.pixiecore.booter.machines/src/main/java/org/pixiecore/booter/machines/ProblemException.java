package org.pixiecore.booter.machines;

/** A file cannot be read on from here. */
final class ProblemException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Place place, String text) {
    super(place + ": " + text);
    this.problem = new Problem(place, text);
  }

  Problem problem() {
    return problem;
  }
}
