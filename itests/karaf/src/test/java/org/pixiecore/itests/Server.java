package org.pixiecore.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.core.ConditionFactory;
import org.junit.rules.ExternalResource;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * The running distribution that a test is in, as a JUnit rule: its configuration and ports, what it
 * has to boot, its shell, and the machines of its network. A test has a {@link Deadline}.
 */
final class Server extends ExternalResource {

  private final boolean booting;
  private Etc etc;
  private Ports ports;
  private Site site;
  private Firmware firmware;

  private Server(boolean booting) {
    this.booting = booting;
  }

  /** One that boots {@link Site}'s kernel on every machine, by the fixed booter. */
  static Server booting() {
    return new Server(true);
  }

  /** One that has boot programs, and nobody yet who says what a machine boots. */
  static Server withoutABooter() {
    return new Server(false);
  }

  @Override
  public Statement apply(Statement base, Description description) {
    return new Deadline().apply(super.apply(base, description), description);
  }

  @Override
  protected void before() throws IOException {
    etc = Etc.ofThisContainer();
    ports = Ports.configured(etc.directory());
    site = Site.beside(etc);
    site.configurePrograms(etc);
    firmware = new Firmware();
    if (booting) {
      site.configureBooter(etc);
      eventually().until(() -> machine().script().contains(Site.COMMAND_LINE));
    }
  }

  @Override
  protected void after() {
    firmware.close();
  }

  Etc etc() {
    return etc;
  }

  Ports ports() {
    return ports;
  }

  Site site() {
    return site;
  }

  /** As simulated machines know it. */
  BootServer bootServer() {
    return new BootServer(
        InetAddress.getLoopbackAddress(),
        ports,
        site.program("snponly.efi"),
        Firmware::loopbackRelay);
  }

  Firmware firmware() {
    return firmware;
  }

  /** Another one than any before. */
  Machine machine() {
    return new Machine(firmware, ports.dhcp());
  }

  /** Puts a file into {@code deploy/}, at once, in the place of an earlier one of that name. */
  void deploy(String name, byte[] content) throws IOException {
    DeployFolder.beside(etc).put(name, content);
  }

  /** Takes a file out of {@code deploy/} again. */
  void undeploy(String name) throws IOException {
    DeployFolder.beside(etc).remove(name);
  }

  /** Installs a feature of the distribution, as the shell does. */
  void install(String feature) {
    shell("feature:install " + feature);
  }

  /**
   * Runs a command of the shell as its administrator.
   *
   * @return what it printed, without colours
   * @throws AssertionError if it failed
   */
  String shell(String command) {
    return Shell.run(context(), command);
  }

  Bundle bundle(String symbolicName) {
    return Arrays.stream(context().getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no bundle " + symbolicName + " is installed"));
  }

  /** Long enough for whatever a server does of itself. */
  static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }

  private static BundleContext context() {
    return FrameworkUtil.getBundle(Server.class).getBundleContext();
  }
}
