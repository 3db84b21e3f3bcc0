package org.pixiecore.dhcp.server;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The calls of Linux's C library that Java has no equal of. Numbers are those of x86-64 and
 * aarch64, which agree.
 */
final class Libc {

  static final int AF_INET = 2;
  static final int AF_PACKET = 17;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_RAW = 3;
  static final int SOCK_CLOEXEC = 0x80000;

  static final int IPPROTO_RAW = 255;
  static final int ETH_P_IP = 0x0800;
  static final int ETH_P_ALL = 0x0003;

  static final int SOL_IP = 0;
  static final int IP_PKTINFO = 8;
  static final int SOL_SOCKET = 1;
  static final int SO_BROADCAST = 6;
  static final int SO_RCVBUF = 8;
  static final int SO_ATTACH_FILTER = 26;

  static final int PACKET_OTHERHOST = 3;
  static final int PACKET_OUTGOING = 4;

  static final int MSG_TRUNC = 0x20;
  static final int MSG_DONTWAIT = 0x40;

  static final int IF_NAMESIZE = 16;

  static final int EFD_CLOEXEC = 0x80000;
  static final short POLLIN = 1;

  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EADDRINUSE = 98;

  static {
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  static native int socket(int domain, int type, int protocol);

  static native int bind(int fd, Pointer address, int length);

  static native int getsockname(int fd, Pointer address, Pointer length);

  static native int setsockopt(int fd, int level, int name, Pointer value, int length);

  static native long recvfrom(
      int fd, Pointer octets, long length, int flags, Pointer address, Pointer addressLength);

  static native long recvmsg(int fd, Pointer message, int flags);

  static native long sendmsg(int fd, Pointer message, int flags);

  static native int eventfd(int initial, int flags);

  static native long write(int fd, Pointer octets, long length);

  static native int poll(Pointer descriptors, long count, int timeoutMillis);

  static native int close(int fd);

  static native String strerror(int error);

  @SuppressWarnings("MethodName") // the C library's
  static native String if_indextoname(int index, Pointer name);
}
