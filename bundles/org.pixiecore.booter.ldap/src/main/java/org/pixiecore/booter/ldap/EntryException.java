package org.pixiecore.booter.ldap;

import java.io.IOException;

/** What the directory says of a machine cannot be used; the message names the entry. */
final class EntryException extends IOException {

  private static final long serialVersionUID = 1L;

  EntryException(String dn, String problem) {
    super("the entry " + dn + ": " + problem);
  }

  EntryException(String problem) {
    super(problem);
  }
}
