package org.pixiecore.tftp.server;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** UDP sockets, each bound to one address, so that answers leave from it. */
final class Sockets {

  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

  /** In octets. The system may grant less (Linux: net.core.rmem_max and wmem_max). */
  private static final int BUFFER_SIZE = 1 << 20;

  private Sockets() {}

  /**
   * @param port 0 for a free one
   */
  static DatagramChannel bind(InetAddress address, int port) throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(
            address instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_SIZE);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_SIZE);
      return channel.bind(new InetSocketAddress(address, port));
    } catch (IOException | RuntimeException e) {
      close(channel);
      throw e;
    }
  }

  static void close(DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("Closing a socket failed: {}", e.toString());
    }
  }
}
