package org.pixiecore.docs;

import java.util.List;

/**
 * All settings under one PID.
 *
 * @param pid the PID, or the factory's, of which there can be many configurations
 * @param isFactory whether it is a factory's
 * @param bundle the symbolic name of the bundle that has it
 * @param name for people
 * @param description for people
 * @param keys in the order in which the bundle names them
 */
record Form(
    String pid, boolean isFactory, String bundle, String name, String description, List<Key> keys) {

  Form {
    keys = List.copyOf(keys);
  }
}
