package org.pixiecore.launcher;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/** Waits until machines can boot, and says so. */
final class Readiness {

  /** A service of Karaf's that comes when every feature is installed. */
  private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Framework framework;
  private final List<ServerPort> ports;
  private final OpenPorts open = new OpenPorts();

  Readiness(Framework framework, List<ServerPort> ports) {
    this.framework = framework;
    this.ports = ports;
  }

  /**
   * Returns when every feature is installed and every port open, however long that takes, or when
   * the framework is being stopped.
   *
   * @return whether machines can boot
   */
  boolean await() throws IOException, InterruptedException {
    Instant complain = Instant.now().plus(LONG);
    boolean complained = false;
    while (framework.getState() == Bundle.ACTIVE) {
      List<ServerPort> missing = missing();
      if (missing.isEmpty() && isInstalled()) {
        return true;
      }
      if (!complained && Instant.now().isAfter(complain)) {
        complained = true;
        System.out.println("Machines cannot boot yet. Not open: " + missing);
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
    return false;
  }

  private boolean isInstalled() {
    BundleContext context = framework.getBundleContext();
    return context != null && context.getServiceReference(BOOT_FINISHED) != null;
  }

  private List<ServerPort> missing() throws IOException {
    List<ServerPort> missing = new ArrayList<>();
    for (ServerPort port : ports) {
      if (!open.include(port)) {
        missing.add(port);
      }
    }
    return missing;
  }
}
