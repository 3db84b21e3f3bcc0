package org.pixiecore.dhcp.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket with what Java has on every system. One channel at all addresses receives; answers leave
 * through a channel at their source address each, made when it is first needed, which then gets
 * what is sent to that address.
 *
 * <p>Its limits: where a broadcast arrived is not known ({@link Arrival#interfaceIndex} 0); and a
 * broadcast leaves on the interface of its source address on Linux and Windows, but where the
 * routing table says on others. Its channels share the port, so another program that shares it too
 * is not noticed.
 */
final class PortableSocket implements DhcpSocket {

  private static final Logger LOG = LoggerFactory.getLogger(PortableSocket.class);
  private static final int UNKNOWN_INTERFACE = 0;

  private final Selector selector;
  private final DatagramChannel everywhere;
  private final int port;
  private final Map<Inet4Address, DatagramChannel> channels = new ConcurrentHashMap<>();
  // one octet more than a datagram may have: what fills it was too long
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE + 1);
  private Iterator<SelectionKey> ready;
  private volatile boolean closed;

  /**
   * @param port 0 for a free one
   */
  PortableSocket(int port) throws IOException {
    selector = Selector.open();
    try {
      everywhere = open(new InetSocketAddress(port));
      this.port = ((InetSocketAddress) everywhere.getLocalAddress()).getPort();
    } catch (SocketException e) {
      selector.close();
      throw PortRefusedException.because(e.getMessage(), port);
    }
  }

  @Override
  public Optional<Arrival> receive() throws IOException {
    synchronized (buffer) {
      while (!closed) {
        if (ready == null || !ready.hasNext()) {
          selector.selectedKeys().clear();
          selector.select();
          ready = selector.selectedKeys().iterator();
          continue;
        }
        DatagramChannel channel = (DatagramChannel) ready.next().channel();
        InetSocketAddress source = (InetSocketAddress) channel.receive(buffer.clear());
        if (source != null) {
          InetAddress local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
          boolean truncated = !buffer.hasRemaining();
          return Optional.of(
              new Arrival(buffer.flip(), truncated, source, local, UNKNOWN_INTERFACE));
        }
      }
      return Optional.empty();
    }
  }

  @Override
  public void send(byte[] payload, Route route, InetSocketAddress destination) throws IOException {
    channelAt(route.source()).send(ByteBuffer.wrap(payload), destination);
  }

  @Override
  public String interfaceName(int index) {
    return "interface number " + index;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Optional<String> how() {
    return Optional.of("portable: it cannot tell this server's interfaces apart");
  }

  @Override
  public String toString() {
    return "portable socket";
  }

  @Override
  public void close() {
    synchronized (channels) {
      if (closed) {
        return;
      }
      closed = true;
    }
    // wakes the receiver, which then leaves
    selector.wakeup();
    synchronized (buffer) {
      close(everywhere);
      channels.values().forEach(PortableSocket::close);
      // a registered channel keeps its port until its selector lets go of it
      close(selector);
    }
  }

  private static void close(Closeable resource) {
    try {
      resource.close();
    } catch (IOException e) {
      LOG.debug("Closing {} failed: {}", resource, e.toString());
    }
  }

  /** The channel at an address: made at first, and again if closed, as an interrupt may do. */
  DatagramChannel channelAt(Inet4Address address) throws IOException {
    DatagramChannel channel = channels.get(address);
    return channel != null && channel.isOpen() ? channel : addChannel(address);
  }

  private DatagramChannel addChannel(Inet4Address address) throws IOException {
    synchronized (channels) {
      if (closed) {
        throw new IOException("the socket is closed");
      }
      DatagramChannel channel = channels.get(address);
      if (channel == null || !channel.isOpen()) {
        channel = open(new InetSocketAddress(address, port));
        channels.put(address, channel);
        selector.wakeup();
      }
      return channel;
    }
  }

  private DatagramChannel open(InetSocketAddress address) throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
      channel.bind(address).configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
