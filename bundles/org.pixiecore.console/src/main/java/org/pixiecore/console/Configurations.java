package org.pixiecore.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Knows the configuration in force. */
interface Configurations {

  /**
   * Every configuration by name, with its keys, without secrets.
   *
   * @throws IOException if they cannot be read
   */
  ObjectNode json() throws IOException;
}
