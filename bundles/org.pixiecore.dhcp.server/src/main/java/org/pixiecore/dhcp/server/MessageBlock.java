package org.pixiecore.dhcp.server;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory that {@code recvmsg} and {@code sendmsg} work on, laid out once: a {@code struct
 * msghdr} with one buffer, one IPv4 address and one {@code struct in_pktinfo}. The layout is that
 * of 64-bit Linux (x86-64 and aarch64).
 */
final class MessageBlock {

  // struct msghdr
  private static final int MSG_NAME = 0;
  private static final int MSG_NAMELEN = 8;
  private static final int MSG_IOV = 16;
  private static final int MSG_IOVLEN = 24;
  private static final int MSG_CONTROL = 32;
  private static final int MSG_CONTROLLEN = 40;
  private static final int MSG_FLAGS = 48;
  private static final int MSGHDR_SIZE = 56;

  // struct iovec
  private static final int IOVEC = MSGHDR_SIZE;
  private static final int IOV_BASE = IOVEC;
  private static final int IOV_LEN = IOVEC + 8;
  private static final int IOVEC_SIZE = 16;

  // struct sockaddr_in
  private static final int SOCKADDR = IOVEC + IOVEC_SIZE;
  private static final int SIN_FAMILY = SOCKADDR;
  private static final int SIN_PORT = SOCKADDR + 2;
  private static final int SIN_ADDR = SOCKADDR + 4;
  private static final int SOCKADDR_SIZE = 16;

  // struct cmsghdr, then struct in_pktinfo
  private static final int CONTROL = SOCKADDR + SOCKADDR_SIZE;
  private static final int CMSG_LEN = CONTROL;
  private static final int CMSG_LEVEL = CONTROL + 8;
  private static final int CMSG_TYPE = CONTROL + 12;
  private static final int IPI_IFINDEX = CONTROL + 16;
  private static final int IPI_SPEC_DST = CONTROL + 20;
  private static final int IPI_ADDR = CONTROL + 24;
  private static final int PKTINFO_LENGTH = 16 + 12;
  private static final int CONTROL_SIZE = 64;

  private static final int BUFFER = CONTROL + CONTROL_SIZE;

  private static final InetAddress UNKNOWN = address(new byte[Integer.BYTES]);

  private final ByteBuffer view;
  private final Pointer message;
  private final ByteBuffer buffer;

  /**
   * @param bufferSize room for the payload, in octets
   */
  MessageBlock(int bufferSize) {
    view = ByteBuffer.allocateDirect(BUFFER + bufferSize).order(ByteOrder.nativeOrder());
    buffer = view.slice(BUFFER, bufferSize);
    message = Native.getDirectBufferPointer(view);
    long base = Pointer.nativeValue(message);
    view.putLong(MSG_NAME, base + SOCKADDR);
    view.putLong(MSG_IOV, base + IOVEC);
    view.putLong(MSG_IOVLEN, 1);
    view.putLong(MSG_CONTROL, base + CONTROL);
    view.putLong(IOV_BASE, base + BUFFER);
  }

  /** The message, as the calls take it. */
  Pointer message() {
    return message;
  }

  /** Makes ready for a message to come. */
  void beforeReceive() {
    view.putInt(MSG_NAMELEN, SOCKADDR_SIZE);
    view.putLong(MSG_CONTROLLEN, CONTROL_SIZE);
    view.putInt(MSG_FLAGS, 0);
    view.putLong(IOV_LEN, buffer.capacity());
  }

  /**
   * What came.
   *
   * @param length as {@code recvmsg} returned it
   */
  Arrival received(long length) {
    boolean hasPacketInfo =
        view.getLong(MSG_CONTROLLEN) >= PKTINFO_LENGTH
            && view.getInt(CMSG_LEVEL) == Libc.SOL_IP
            && view.getInt(CMSG_TYPE) == Libc.IP_PKTINFO;
    return new Arrival(
        buffer.clear().limit((int) length),
        (view.getInt(MSG_FLAGS) & Libc.MSG_TRUNC) != 0,
        new InetSocketAddress(address(SIN_ADDR), bigEndian(view.getShort(SIN_PORT)) & 0xffff),
        hasPacketInfo ? address(IPI_ADDR) : UNKNOWN,
        hasPacketInfo ? view.getInt(IPI_IFINDEX) : 0);
  }

  /** Makes ready to send. */
  void beforeSend(byte[] payload, Route route, InetSocketAddress destination) {
    view.putInt(MSG_NAMELEN, SOCKADDR_SIZE);
    view.putShort(SIN_FAMILY, (short) Libc.AF_INET);
    view.putShort(SIN_PORT, bigEndian((short) destination.getPort()));
    view.put(SIN_ADDR, destination.getAddress().getAddress());
    view.putLong(MSG_CONTROLLEN, PKTINFO_LENGTH);
    view.putLong(CMSG_LEN, PKTINFO_LENGTH);
    view.putInt(CMSG_LEVEL, Libc.SOL_IP);
    view.putInt(CMSG_TYPE, Libc.IP_PKTINFO);
    view.putInt(IPI_IFINDEX, route.interfaceIndex());
    view.put(IPI_SPEC_DST, route.source().getAddress());
    view.putLong(IOV_LEN, payload.length);
    buffer.put(0, payload);
  }

  private InetAddress address(int at) {
    byte[] octets = new byte[Integer.BYTES];
    view.get(at, octets);
    return address(octets);
  }

  private static InetAddress address(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new AssertionError("four octets are an IPv4 address", e);
    }
  }

  private static short bigEndian(short value) {
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Short.reverseBytes(value);
  }
}
