package org.pixiecore.core;

import java.io.IOException;

/** What is to be booted once, and which of it was. */
interface Orders {

  /**
   * Whether a machine confirmed that it booted this.
   *
   * @throws IOException if that is not known; the message is for people
   */
  boolean isSpent(OneShot boot) throws IOException;

  /** What a machine confirms with. The same boot has the same ticket. */
  String ticket(OneShot boot);
}
