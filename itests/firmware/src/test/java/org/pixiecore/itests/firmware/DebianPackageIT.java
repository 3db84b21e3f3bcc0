package org.pixiecore.itests.firmware;

import org.junit.jupiter.api.Test;

/** The Debian package. */
class DebianPackageIT {

  /** In a fresh Debian with systemd: installed, run, used, upgraded, removed and purged. */
  @Test
  void theServiceBootsMachinesAndLeavesNothingBehind() throws Exception {
    Lab.play("../packaging/test-deb");
  }
}
