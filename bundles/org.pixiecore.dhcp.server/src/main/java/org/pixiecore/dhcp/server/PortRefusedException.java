package org.pixiecore.dhcp.server;

import java.io.IOException;
import org.pixiecore.dhcp.DhcpPacket;

/** The system does not give a port. The message says why, and what a person can do about it. */
final class PortRefusedException extends IOException {

  private static final long serialVersionUID = 1;

  private PortRefusedException(String message) {
    super(message);
  }

  static PortRefusedException inUse(int port) {
    String way =
        port == DhcpPacket.SERVER_PORT
            ? "Leave it the port by socket = raw in etc/org.pixiecore.dhcp.server.cfg, or by"
                + " pixiecore's option --dhcp-no-bind; or stop it"
            : "Stop it, or run Pixiecore on another machine of the same network";
    return new PortRefusedException(
        "another program on this machine has it, often a DHCP server or a second Pixiecore: \"ss"
            + " -lunp 'sport = :%d'\" shows it. %s".formatted(port, way));
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
