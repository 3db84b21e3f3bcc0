package org.pixiecore.dhcp.lease;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pixiecore.api.concurrent.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks by ICMP echo; where the process may not send that, Java asks by TCP for the echo service,
 * which a host that has none refuses and so gives itself away.
 */
final class EchoProber implements Prober, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EchoProber.class);

  /** A probe keeps a thread while it waits. */
  private static final int MOST_AT_ONCE = 32;

  /** Clients repeat themselves after some seconds, so it is of no use to wait longer. */
  private static final int MOST_WAITING = 64;

  private final ThreadPoolExecutor threads;

  EchoProber() {
    threads =
        new ThreadPoolExecutor(
            MOST_AT_ONCE,
            MOST_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            DaemonThreads.named("pixiecore-lease-probe"));
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public boolean probe(
      Inet4Address address, String interfaceName, Duration patience, Consumer<Boolean> inUse) {
    try {
      threads.execute(() -> inUse.accept(answers(address, interfaceName, patience)));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private static boolean answers(Inet4Address address, String interfaceName, Duration patience) {
    try {
      NetworkInterface nic = NetworkInterface.getByName(interfaceName);
      // one hop: a router has nothing to say of this link
      return nic != null && address.isReachable(nic, 1, (int) patience.toMillis());
    } catch (IOException e) {
      LOG.debug("{} cannot be asked for on {}", address.getHostAddress(), interfaceName, e);
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
