package org.pixiecore.booter.machines;

/** A variable of a group: only name and place are ever shown, the value may be a secret. */
record Variable(String name, String value, Place place) {

  @Override
  public String toString() {
    return name + " (" + place.lineOnly() + ")";
  }
}
