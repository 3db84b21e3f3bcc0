package org.pixiecore.dhcp.server;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * A socket of Linux as its file descriptor: what {@link LinuxSocket} and its kin do alike, with the
 * system's errors as exceptions. Not for two threads at once, but for {@link #wake()}.
 */
final class Descriptor implements AutoCloseable {

  private static final int POLLFD_SIZE = 8;
  private static final int FOR_EVER = -1;

  private final ByteBuffer pollfds = direct(2 * POLLFD_SIZE);
  private final int socket;
  private final int wakeEvent;

  /**
   * Makes a socket.
   *
   * @throws NoPrivilegeException if this process may not
   */
  Descriptor(int domain, int type, int protocol) throws IOException {
    int made = Libc.socket(domain, type | Libc.SOCK_CLOEXEC, protocol);
    if (made < 0 && Native.getLastError() == Libc.EPERM) {
      throw new NoPrivilegeException();
    }
    socket = checked(made, "socket");
    try {
      wakeEvent = checked(Libc.eventfd(0, Libc.EFD_CLOEXEC), "eventfd");
    } catch (IOException e) {
      Libc.close(socket);
      throw e;
    }
    pollfds.putInt(0, socket).putShort(4, Libc.POLLIN);
    pollfds.putInt(POLLFD_SIZE, wakeEvent).putShort(POLLFD_SIZE + 4, Libc.POLLIN);
  }

  /** The number that the system's calls take. */
  int number() {
    return socket;
  }

  void option(int level, int name, int value) throws IOException {
    option(level, name, direct(Integer.BYTES).putInt(0, value));
  }

  void option(int level, int name, ByteBuffer value) throws IOException {
    Pointer pointer = Native.getDirectBufferPointer(value);
    int result = Libc.setsockopt(socket, level, name, pointer, value.capacity());
    checked(result, "setsockopt " + name);
  }

  /** Returns when there is something to receive, or after {@link #wake()}. */
  void await() throws IOException {
    await(FOR_EVER);
  }

  /** As {@link #await()}, or when the time is over. */
  void await(Duration time) throws IOException {
    await((int) Math.max(0, Math.min(time.toMillis(), Integer.MAX_VALUE)));
  }

  private void await(int millis) throws IOException {
    if (Libc.poll(Native.getDirectBufferPointer(pollfds), 2, millis) < 0) {
      int error = Native.getLastError();
      if (error != Libc.EINTR) {
        throw failure("poll", error);
      }
    }
  }

  /** Ends the waiting, now and from now on. */
  void wake() {
    ByteBuffer one = direct(Long.BYTES).putLong(0, 1);
    Libc.write(wakeEvent, Native.getDirectBufferPointer(one), Long.BYTES);
  }

  @Override
  public void close() {
    Libc.close(socket);
    Libc.close(wakeEvent);
  }

  /** The name of an interface, for {@link DhcpSocket#interfaceName}. */
  static String interfaceName(int index) {
    ByteBuffer room = direct(Libc.IF_NAMESIZE);
    String name = Libc.if_indextoname(index, Native.getDirectBufferPointer(room));
    return name == null ? "interface number " + index : name;
  }

  static int checked(int result, String call) throws IOException {
    if (result < 0) {
      throw failure(call, Native.getLastError());
    }
    return result;
  }

  static IOException failure(String call, int error) {
    return new IOException(call + ": " + Libc.strerror(error));
  }

  static ByteBuffer direct(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }
}
