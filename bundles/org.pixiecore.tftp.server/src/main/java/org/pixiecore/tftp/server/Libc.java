package org.pixiecore.tftp.server;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;

/** The calls of Linux's C library that Java has no equal of, and their numbers. */
final class Libc {

  static final int SOL_SOCKET = 1;
  static final int SO_TYPE = 3;
  static final int SOCK_DGRAM = 2;
  static final int SOL_UDP = 17;
  static final int UDP_SEGMENT = 103;

  static {
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  static native int getsockname(int fd, byte[] address, IntByReference length);

  static native int getsockopt(
      int fd, int level, int name, IntByReference value, IntByReference length);

  static native int setsockopt(int fd, int level, int name, IntByReference value, int length);
}
