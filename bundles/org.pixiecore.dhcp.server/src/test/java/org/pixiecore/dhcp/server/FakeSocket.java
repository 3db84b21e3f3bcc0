package org.pixiecore.dhcp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.pixiecore.dhcp.DhcpPacket;

/** A socket whose wire is two lists. */
final class FakeSocket implements DhcpSocket {

  record Sent(DhcpPacket packet, Route route, InetSocketAddress destination) {}

  private static final Optional<Arrival> CLOSED = Optional.empty();

  private final BlockingQueue<Optional<Arrival>> arrivals = new LinkedBlockingQueue<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private volatile IOException sendFailure;

  void arrives(Arrival arrival) {
    arrivals.add(Optional.of(arrival));
  }

  void failSending(String reason) {
    sendFailure = new IOException(reason);
  }

  List<Sent> sent() {
    return sent;
  }

  @Override
  public Optional<Arrival> receive() throws IOException {
    try {
      return arrivals.take();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void send(byte[] payload, Route route, InetSocketAddress destination) throws IOException {
    if (sendFailure != null) {
      throw sendFailure;
    }
    sent.add(new Sent(Packets.read(payload), route, destination));
  }

  @Override
  public String interfaceName(int index) {
    return "eth" + index;
  }

  @Override
  public int port() {
    return 67;
  }

  @Override
  public void close() {
    arrivals.add(CLOSED);
  }
}
