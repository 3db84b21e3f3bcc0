package org.pixiecore.booter.machines;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What machines boot, as a file says it.
 *
 * @param name empty if it stands right in a group
 * @param place where it begins
 * @param members the boot document
 */
record Profile(String name, Place place, Node.Mapping members) {

  ObjectNode document() {
    return members.toJson();
  }

  Place at(String pointer) {
    return pointer.isEmpty() ? place : members.at(JsonPointer.compile(pointer));
  }

  /** Whether it names something to load: the local disk and silence are nothing. */
  boolean loads() {
    return !members.members().containsKey("boot");
  }

  @Override
  public String toString() {
    return (name.isEmpty() ? "what it says itself" : "profile \"" + name + "\"")
        + " ("
        + place.lineOnly()
        + ")";
  }
}
