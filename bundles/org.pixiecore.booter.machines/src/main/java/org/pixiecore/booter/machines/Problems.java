package org.pixiecore.booter.machines;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one file, so that a person learns of every mistake at once. */
final class Problems {

  /** More are no help. */
  static final int MOST = 20;

  private final List<Problem> problems = new ArrayList<>();

  void add(Place place, String text) {
    if (problems.size() < MOST) {
      problems.add(new Problem(place, text));
    }
  }

  boolean none() {
    return problems.isEmpty();
  }

  List<Problem> all() {
    return List.copyOf(problems);
  }
}
