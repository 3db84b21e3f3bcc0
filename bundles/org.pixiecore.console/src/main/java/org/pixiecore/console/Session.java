package org.pixiecore.console;

/**
 * Somebody who has signed in.
 *
 * @param id what the cookie holds; a secret
 * @param user the name in Karaf's realm
 * @param mayChange whether the user's roles allow changes
 * @param token what each change must bring in a header: another site can make a browser send the
 *     cookie, but cannot read this
 */
record Session(String id, String user, boolean mayChange, String token) {

  /** Without what is secret. */
  @Override
  public String toString() {
    return user + (mayChange ? "" : " (may change nothing)");
  }
}
