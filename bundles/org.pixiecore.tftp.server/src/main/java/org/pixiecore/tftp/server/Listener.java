package org.pixiecore.tftp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** The port that requests come to, at one address of this server. */
final class Listener implements EventLoop.Handler {

  /** Judges what comes. */
  interface Requests {
    /**
     * A datagram came.
     *
     * @param datagram valid during the call
     */
    void received(InetSocketAddress client, ByteBuffer datagram, TransferSockets answers);
  }

  private static final int PACKETS_PER_TURN = 64;

  private final String name;
  private final DatagramChannel channel;
  private final TransferSockets answers;
  private final Buffers buffers;
  private final Requests requests;

  Listener(EventLoop loop, LocalAddress local, int port, Buffers buffers, Requests requests)
      throws IOException {
    this.name = "TFTP on port " + port + " of " + local;
    this.buffers = buffers;
    this.requests = requests;
    this.channel = Sockets.bind(local.address(), port);
    try {
      this.answers = new TransferSockets(loop, local.address(), local.mtu(), buffers);
      loop.register(channel, this);
    } catch (IOException | RuntimeException e) {
      Sockets.close(channel);
      throw e;
    }
  }

  /** Where answers leave from: the address that the requests came to. */
  TransferSockets answers() {
    return answers;
  }

  @Override
  public void readable() throws IOException {
    for (int i = 0; i < PACKETS_PER_TURN; i++) {
      ByteBuffer datagram = buffers.received().clear();
      SocketAddress client = channel.receive(datagram);
      if (client == null) {
        return;
      }
      requests.received((InetSocketAddress) client, datagram.flip(), answers);
    }
  }

  @Override
  public void writable() {
    throw new IllegalStateException("nothing is sent from the port that requests come to");
  }

  /** Takes no more requests; transfers that go on are not disturbed. */
  void close() {
    Sockets.close(channel);
    answers.retire();
  }

  @Override
  public String toString() {
    return name;
  }
}
