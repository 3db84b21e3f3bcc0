package org.pixiecore.launcher;

import java.io.IOException;

/** Boots machines until it is told to stop. */
@FunctionalInterface
interface BootServer {

  /**
   * Serves.
   *
   * @return the exit code
   * @throws IOException if it cannot start; the message is for people
   */
  int serve(BooterOptions booter, ServerOptions server) throws IOException;
}
