package org.pixiecore.dhcp.server;

import java.io.IOException;

/** The system does not give a port. The message says why, and what a person can do about it. */
final class PortRefusedException extends IOException {

  private static final long serialVersionUID = 1;

  private PortRefusedException(String message) {
    super(message);
  }

  static PortRefusedException inUse(int port) {
    return new PortRefusedException(
        "another program on this machine has it, often a DHCP server or a second Pixiecore: \"ss"
            + " -lunp 'sport = :%d'\" shows it. Stop it, or run Pixiecore on another machine of the"
                .formatted(port)
            + " same network");
  }

  static PortRefusedException noPrivilege(int port) {
    return new PortRefusedException(
        "ports below 1024 take a privilege. Run as root, or give the service the capability"
            + " CAP_NET_BIND_SERVICE (systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE), or allow"
            + " the port to everybody: sysctl net.ipv4.ip_unprivileged_port_start=%d"
                .formatted(port));
  }

  /** Java does not say which of the two it is. */
  static PortRefusedException because(String systemsWords, int port) {
    return new PortRefusedException(
        "%s. If it is in use: %s. If it is a matter of permission: %s"
            .formatted(systemsWords, inUse(port).getMessage(), noPrivilege(port).getMessage()));
  }
}
