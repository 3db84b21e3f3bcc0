package org.pixiecore.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/**
 * Port 68 of the machines. One thread may send while another receives.
 *
 * <p>DISCOVERs are broadcast, and offers come back broadcast, as a machine without an address has
 * it.
 */
final class ProxyDhcpClient implements AutoCloseable {

  private static final InetSocketAddress EVERYBODY =
      new InetSocketAddress("255.255.255.255", Discover.SERVER_PORT);
  private static final int ETHERNET_MTU = 1500;

  private final DatagramChannel channel;
  private final Selector selector;
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(ETHERNET_MTU);
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(ETHERNET_MTU);

  ProxyDhcpClient() throws IOException {
    channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
    channel.bind(new InetSocketAddress(Discover.CLIENT_PORT));
    channel.configureBlocking(false);
    selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
  }

  void discoverAsFirmware(int machine, int xid) throws IOException {
    Discover.ofFirmware(outgoing, machine, xid);
    broadcast();
  }

  void discoverAsIpxe(int machine, int xid) throws IOException {
    Discover.ofIpxe(outgoing, machine, xid);
    broadcast();
  }

  /** Until the device takes it: a full queue drops nothing here. */
  private void broadcast() throws IOException {
    while (channel.send(outgoing, EVERYBODY) == 0) {
      Thread.onSpinWait();
    }
  }

  /** Waits up to {@code patienceMillis} (more than 0) for offers, and takes all that are there. */
  void receive(int patienceMillis, Consumer<Offer> taker) throws IOException {
    selector.select(patienceMillis);
    selector.selectedKeys().clear();
    while (channel.receive(incoming.clear()) != null) {
      taker.accept(Offer.read(incoming.flip()));
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
