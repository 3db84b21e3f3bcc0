package org.pixiecore.dhcp.server;

import java.io.IOException;
import org.pixiecore.dhcp.PxePort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways to have a {@link DhcpSocket}. */
enum SocketKind {
  /** Native where that works, else portable. */
  AUTO {
    @Override
    DhcpSocket open(int port) throws IOException {
      if (!LinuxSocket.isSupported()) {
        return PORTABLE.open(port);
      }
      try {
        return NATIVE.open(port);
      } catch (LinkageError e) {
        LOG.warn(
            "JNA cannot be used ({}), so a portable socket takes its place. It cannot tell the"
                + " interfaces of this machine apart: with several of them, choose one.",
            e.toString());
        return PORTABLE.open(port);
      }
    }
  },

  /** Linux's own calls, by JNA. */
  NATIVE {
    @Override
    DhcpSocket open(int port) throws IOException {
      if (!LinuxSocket.isSupported()) {
        throw new IOException(
            "socket = native works on Linux on x86-64 and aarch64. Set it to auto");
      }
      return new LinuxSocket(port);
    }
  },

  /** What Java has on every system. */
  PORTABLE {
    @Override
    DhcpSocket open(int port) throws IOException {
      return new PortableSocket(port);
    }
  },

  /** Beside another program that has the port, on Linux. */
  RAW {
    @Override
    DhcpSocket open(int port) throws IOException {
      if (!LinuxSocket.isSupported()) {
        throw new IOException("socket = raw works on Linux on x86-64 and aarch64. Set it to auto");
      }
      return new RawSocket(port);
    }

    @Override
    SocketKind of(PxePort role) {
      return role == PxePort.PROXY_DHCP ? this : NATIVE;
    }
  };

  private static final Logger LOG = LoggerFactory.getLogger(SocketKind.class);

  /**
   * Opens a port.
   *
   * @param port 0 for a free one
   * @throws PortRefusedException if the system does not give it
   * @throws IOException if the kind does not work here
   * @throws LinkageError if JNA is missing or cannot load its library
   */
  abstract DhcpSocket open(int port) throws IOException;

  /** The kind for a role, where this one is chosen: a DHCP server has port 67 and no other. */
  SocketKind of(PxePort role) {
    return this;
  }
}
