package org.pixiecore.docs;

import java.util.List;

/**
 * One setting, as its bundle's Metatype definition describes it (OSGi Compendium, 105).
 *
 * @param id what stands in the file
 * @param type the Metatype's word for it, like {@code Integer}
 * @param isList whether it takes several values, with commas between
 * @param defaults the values without the file; empty for none, more than one only for a list
 * @param min the least number allowed; empty for no limit
 * @param max the greatest number allowed; empty for no limit
 * @param choices the only values allowed; empty where there are others
 * @param description for people
 */
record Key(
    String id,
    String type,
    boolean isList,
    List<String> defaults,
    String min,
    String max,
    List<String> choices,
    String description) {

  Key {
    defaults = List.copyOf(defaults);
    choices = List.copyOf(choices);
  }

  /** As the default stands in a file; empty text for none. */
  String defaultInFile() {
    return String.join(", ", defaults);
  }
}
