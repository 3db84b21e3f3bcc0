package org.pixiecore.dhcp.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Object lock = new Object();
  private DhcpSocket socket; // guarded by lock

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
    this.thread = new Thread(this::run, "pixiecore-dhcp-" + port);
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns when the port is free again and no packet is being looked at. */
  @Override
  public void close() {
    synchronized (lock) {
      closing.countDown();
      if (socket != null) {
        socket.close();
      }
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    String complaint = "";
    do {
      try (DhcpSocket opened = opener.open()) {
        complaint = "";
        if (adopt(opened)) {
          LOG.info("{} listens on port {} ({})", role, opened.port(), opened);
          receive(opened);
        }
      } catch (IOException | LinkageError e) {
        String next = String.valueOf(e.getMessage());
        if (!next.equals(complaint)) {
          complaint = next;
          LOG.error(
              "{} cannot listen on UDP port {}: {}. It is tried again every {} s.",
              role,
              port,
              complaint,
              retry.toSeconds());
        }
      }
    } while (!closedWithin(retry));
  }

  /** False if the listener is closed meanwhile. */
  private boolean adopt(DhcpSocket opened) {
    synchronized (lock) {
      socket = opened;
      return closing.getCount() > 0;
    }
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

  private boolean closedWithin(Duration time) {
    try {
      return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // nobody interrupts this thread but a container that is done with it
      return true;
    }
  }
}
