package org.pixiecore.console;

import java.util.Optional;
import java.util.Set;

/** Who knows users and passwords. */
interface Realm {

  /**
   * Signs a user in. May take as long as a directory server takes.
   *
   * @return the names of the user's roles; empty if there is no such user with this password
   */
  Optional<Set<String>> signIn(String user, String password);
}
