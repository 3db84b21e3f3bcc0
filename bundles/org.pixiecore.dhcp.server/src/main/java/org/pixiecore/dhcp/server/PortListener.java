package org.pixiecore.dhcp.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.dhcp.PxePort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one port open, and hands what arrives to a {@link Responder}, on a thread of its own. A
 * port that cannot be had is tried again and again; a packet that makes trouble costs itself only.
 */
final class PortListener implements AutoCloseable {

  /** Opens the socket; called again after each failure. */
  interface Opener {
    DhcpSocket open() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(PortListener.class);

  private final PxePort role;
  private final int port;
  private final Opener opener;
  private final Duration retry;
  private final Responder responder;
  private final BootLog log;
  private final Daemon thread;

  /** What became of the last attempt; told by any thread. */
  private volatile State state = new State(Optional.empty(), Optional.of("It is being opened."));

  private record State(Optional<String> how, Optional<String> problem) {}

  /**
   * @param port for people; the opener knows it
   * @param retry how long to wait before trying again
   */
  PortListener(
      PxePort role, int port, Opener opener, Duration retry, Responder responder, BootLog log) {
    this.role = role;
    this.port = port;
    this.opener = opener;
    this.retry = retry;
    this.responder = responder;
    this.log = log;
    this.thread = new Daemon("pixiecore-dhcp-" + port, this::run);
  }

  /**
   * How the port is now.
   *
   * @param on which address or interface it is for
   */
  ListeningPort port(String on) {
    State now = state;
    return new ListeningPort(role.toString(), port, on, now.how(), now.problem());
  }

  /** Returns when the port is free again and no packet is being looked at. */
  @Override
  public void close() {
    thread.close();
  }

  private void run(Daemon self) {
    String complaint = "";
    do {
      try (DhcpSocket opened = opener.open()) {
        complaint = "";
        if (self.wakeBy(opened::close)) {
          state = new State(opened.how(), Optional.empty());
          LOG.info("{} listens on port {} ({})", role, opened.port(), opened);
          receive(opened);
        }
      } catch (IOException | LinkageError | RuntimeException e) {
        String next = complaint(e);
        state = new State(Optional.empty(), Optional.of(next));
        if (!next.equals(complaint)) {
          complaint = next;
          LOG.error("{}", complaint);
        }
      }
    } while (!self.closedWithin(retry));
  }

  private String complaint(Throwable e) {
    return "%s cannot listen on UDP port %d: %s. It is tried again every %d s."
        .formatted(
            role,
            port,
            e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString(),
            retry.toSeconds());
  }

  private void receive(DhcpSocket opened) throws IOException {
    Optional<Arrival> arrival = opened.receive();
    while (arrival.isPresent()) {
      try {
        responder.received(arrival.get(), opened);
      } catch (RuntimeException e) {
        log.failed(role, e);
      }
      arrival = opened.receive();
    }
  }
}
