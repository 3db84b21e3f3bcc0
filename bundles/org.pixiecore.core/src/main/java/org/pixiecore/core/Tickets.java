package org.pixiecore.core;

import java.util.Optional;

/** What machines confirm with, which only this server can make. */
interface Tickets {

  /** The same boot has the same ticket. */
  String of(OneShot boot);

  /**
   * The boot of a ticket.
   *
   * @param ticket whatever a client sent
   * @return empty if this server's key did not make it
   */
  Optional<OneShot> read(String ticket);
}
