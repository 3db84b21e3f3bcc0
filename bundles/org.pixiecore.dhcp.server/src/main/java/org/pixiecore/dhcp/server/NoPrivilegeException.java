package org.pixiecore.dhcp.server;

import java.io.IOException;

/** This process may not see packets but those of its own sockets. Says what a person can do. */
final class NoPrivilegeException extends IOException {

  private static final long serialVersionUID = 1;

  NoPrivilegeException() {
    super(
        "it takes the capability CAP_NET_RAW. Run as root, or give the service the capability"
            + " (systemd: AmbientCapabilities=CAP_NET_RAW CAP_NET_BIND_SERVICE)");
  }
}
