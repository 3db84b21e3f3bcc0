package org.pixiecore.health;

/** What all checks of ours have in common. */
final class Checks {

  /** By which people and load balancers ask for them. */
  static final String TAG = "pixiecore";

  private Checks() {}
}
