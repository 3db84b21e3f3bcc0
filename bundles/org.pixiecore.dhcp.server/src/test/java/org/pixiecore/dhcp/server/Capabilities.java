package org.pixiecore.dhcp.server;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;

/** Capabilities of the calling thread (capabilities(7)); Linux has them for each thread. */
final class Capabilities {

  private static final int VERSION_3 = 0x20080522;
  private static final int CAP_NET_BIND_SERVICE = 10;
  private static final int CAP_NET_RAW = 13;

  static {
    Native.register(Capabilities.class, "c");
  }

  private Capabilities() {}

  static native int capget(Pointer header, Pointer data);

  static native int capset(Pointer header, Pointer data);

  /** From here on this thread may not bind ports below 1024, whoever it belongs to. */
  static void dropNetBindService() throws IOException {
    drop(CAP_NET_BIND_SERVICE);
  }

  /** From here on this thread may not see others' packets, whoever it belongs to. */
  static void dropNetRaw() throws IOException {
    drop(CAP_NET_RAW);
  }

  private static void drop(int capability) throws IOException {
    try (Memory header = new Memory(8);
        Memory data = new Memory(24)) {
      header.setInt(0, VERSION_3);
      header.setInt(4, 0);
      int got = capget(header, data);
      data.setInt(0, data.getInt(0) & ~(1 << capability));
      if (got != 0 || capset(header, data) != 0) {
        throw new IOException("capabilities cannot be changed");
      }
    }
  }
}
