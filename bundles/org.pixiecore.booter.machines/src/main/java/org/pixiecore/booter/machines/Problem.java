package org.pixiecore.booter.machines;

/**
 * What is wrong with a file.
 *
 * @param place where
 * @param text what is given and what is expected, for people
 */
record Problem(Place place, String text) {

  @Override
  public String toString() {
    return place + ": " + text;
  }
}
