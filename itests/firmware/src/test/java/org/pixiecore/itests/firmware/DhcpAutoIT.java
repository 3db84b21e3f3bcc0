package org.pixiecore.itests.firmware;

import org.junit.jupiter.api.Test;

/** Addresses where nobody else gives any. */
class DhcpAutoIT {

  /** Beside a dnsmasq that was there before, that comes later, and on a cable plugged in late. */
  @Test
  void thereAreNeverTwoDhcpServers() throws Exception {
    Lab.play("dhcp-auto");
  }
}
