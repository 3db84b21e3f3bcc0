package org.pixiecore.booter.machines;

/**
 * A group that selects a machine.
 *
 * @param number its place among all groups, by file name and then as in the file
 */
record Candidate(Group group, int number, Match match) implements Comparable<Candidate> {

  /** The most specific first; of equals, the one that stands first. */
  @Override
  public int compareTo(Candidate other) {
    int order = other.match.specificity().compareTo(match.specificity());
    return order != 0 ? order : Integer.compare(number, other.number);
  }

  boolean certain() {
    return match.certain();
  }

  boolean boots() {
    return group.boots().isPresent();
  }

  boolean asSpecificAs(Candidate other) {
    return match.specificity().equals(other.match.specificity());
  }

  @Override
  public String toString() {
    return group + " by " + match.specificity();
  }
}
