package org.pixiecore.booter.machines;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Some machines, and what is said about them. All that select a machine speak about it, the most
 * specific one first.
 *
 * @param name for people
 * @param place where it begins
 * @param boots what they boot; empty if it only says more about machines of other groups
 * @param once in place of the profile's own; empty for no word about it
 */
record Group(
    String name,
    Place place,
    Selector selector,
    Optional<Boots> boots,
    Map<String, Variable> variables,
    Optional<JsonNode> once) {

  /** What machines boot. */
  sealed interface Boots {}

  /** What a profile says, of whichever file. */
  record Named(String profile, Place place) implements Boots {}

  /** What is said right here. */
  record Inline(Profile profile) implements Boots {}

  @Override
  public String toString() {
    return place.lineOnly() + " (" + name + ")";
  }
}
