package org.pixiecore.tftp.server;

import com.sun.jna.ptr.IntByReference;
import java.io.File;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one system call send a window's blocks, which the kernel, or the network card, cuts into
 * datagrams (Linux 4.18, udp(7) UDP_SEGMENT). A datagram then costs a quarter of what it costs
 * alone.
 */
final class Segmentation {

  private static final Logger LOG = LoggerFactory.getLogger(Segmentation.class);

  private static final int NOT_AT_ALL = 0;
  private static final int NO_DESCRIPTOR = -1;

  /** Linux's UDP_MAX_SEGMENTS of old. */
  private static final int MAX_SEGMENTS = 64;

  /** An IP packet's length less the headers of IPv6 and UDP, rounded down. */
  private static final int MAX_OCTETS = 65_000;

  private static final int SOCKADDR_SIZE = 28;
  private static final int PORT_AT = 2;
  private static final int IPV4_AT = 4;
  private static final int IPV6_AT = 8;

  private static final boolean CALLABLE = isCallable();

  private final int descriptor;
  private int cut = NOT_AT_ALL;

  private Segmentation(int descriptor) {
    this.descriptor = descriptor;
  }

  /** For a bound channel; empty if the system does not have it. */
  static Optional<Segmentation> of(DatagramChannel channel) throws IOException {
    if (!CALLABLE) {
      return Optional.empty();
    }
    return descriptor((InetSocketAddress) channel.getLocalAddress())
        .map(Segmentation::new)
        .filter(segmentation -> segmentation.set(NOT_AT_ALL));
  }

  private static boolean isCallable() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return false;
    }
    try {
      return !isUdpSocket(NO_DESCRIPTOR);
    } catch (LinkageError e) {
      LOG.info("TFTP sends each block of a window alone, since JNA is not there: {}", e.toString());
      return false;
    }
  }

  /**
   * How many datagrams of a length go into one call; at least 1.
   *
   * @param length in octets
   */
  static int datagramsPerCall(int length) {
    return Math.max(1, Math.min(MAX_SEGMENTS, MAX_OCTETS / length));
  }

  /**
   * Makes the socket cut what is sent next into datagrams of a length; the last may be shorter.
   *
   * @param octets how many are sent
   * @param length of a datagram, in octets
   */
  void prepare(int octets, int length) throws IOException {
    if (octets > length) {
      cutAt(length);
    } else if (octets > cut) {
      cutAt(NOT_AT_ALL);
    }
  }

  /** Makes the socket send everything as it is. */
  void end() throws IOException {
    cutAt(NOT_AT_ALL);
  }

  private void cutAt(int length) throws IOException {
    if (length != cut) {
      cut = length;
      if (!set(length)) {
        throw new IOException("UDP_SEGMENT cannot be set to " + length);
      }
    }
  }

  private boolean set(int length) {
    return Libc.setsockopt(
            descriptor, Libc.SOL_UDP, Libc.UDP_SEGMENT, new IntByReference(length), Integer.BYTES)
        == 0;
  }

  /** Java does not tell a channel's descriptor, but the kernel tells each descriptor's address. */
  private static Optional<Integer> descriptor(InetSocketAddress bound) {
    String[] descriptors = new File("/proc/self/fd").list();
    return Stream.of(descriptors == null ? new String[0] : descriptors)
        .map(Integer::valueOf)
        .filter(descriptor -> isUdpSocket(descriptor) && isBound(descriptor, bound))
        .findFirst();
  }

  private static boolean isUdpSocket(int descriptor) {
    IntByReference type = new IntByReference();
    IntByReference length = new IntByReference(Integer.BYTES);
    return Libc.getsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_TYPE, type, length) == 0
        && type.getValue() == Libc.SOCK_DGRAM;
  }

  private static boolean isBound(int descriptor, InetSocketAddress bound) {
    byte[] sockaddr = new byte[SOCKADDR_SIZE];
    if (Libc.getsockname(descriptor, sockaddr, new IntByReference(SOCKADDR_SIZE)) != 0) {
      return false;
    }
    byte[] address = bound.getAddress().getAddress();
    int at = bound.getAddress() instanceof Inet6Address ? IPV6_AT : IPV4_AT;
    int port = Short.toUnsignedInt(ByteBuffer.wrap(sockaddr).getShort(PORT_AT));
    return port == bound.getPort()
        && Arrays.equals(sockaddr, at, at + address.length, address, 0, address.length);
  }
}
