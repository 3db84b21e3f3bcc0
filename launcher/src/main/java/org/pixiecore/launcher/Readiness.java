package org.pixiecore.launcher;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** Waits until machines can boot, and says so. */
final class Readiness {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Framework framework;
  private final List<ServerPort> ports;
  private final BooleanSupplier installed;
  private final Terminal terminal;
  private final OpenPorts open = new OpenPorts();

  Readiness(
      Framework framework, List<ServerPort> ports, BooleanSupplier installed, Terminal terminal) {
    this.framework = framework;
    this.ports = ports;
    this.installed = installed;
    this.terminal = terminal;
  }

  /**
   * Returns when every bundle is installed and every port open, however long that takes, or when
   * the framework is being stopped.
   *
   * @return whether machines can boot
   */
  boolean await() throws IOException, InterruptedException {
    Instant complain = Instant.now().plus(LONG);
    boolean complained = false;
    while (framework.getState() == Bundle.ACTIVE) {
      List<ServerPort> missing = missing();
      if (missing.isEmpty() && installed.getAsBoolean()) {
        return true;
      }
      if (!complained && Instant.now().isAfter(complain)) {
        complained = true;
        terminal.say("Machines cannot boot yet. Not open: " + missing);
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
    return false;
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
