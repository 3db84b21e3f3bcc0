package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.pixiecore.dhcp.DhcpPacket;

/**
 * Booters, the DHCP server, and what watches, installed and uninstalled by the shell, with no
 * network, while the server runs. Nothing else may be restarted for it: neither what boots
 * machines, nor the shell of who types.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeatureInstallIT {

  private static final String LEASES = "org.pixiecore.dhcp.lease";
  private static final String RESERVED = "10.77.0.50";

  /** In a subnet so wide that the loopback's addresses are in it, which the tests' relay has. */
  private static final String RANGE = "10.77.0.100-10.77.0.200/1";

  /** What is done with a feature while it is there. */
  private interface Use {
    void run() throws Exception;
  }

  @Rule public final Server server = Server.booting();

  @Inject private BundleContext context;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Test
  public void theHttpApiBooterComesAndGoes() throws Exception {
    comesAndGoes("pixiecore-booter-api", "org.pixiecore.booter.api");
  }

  @Test
  public void theLdapBooterComesAndGoes() throws Exception {
    comesAndGoes("pixiecore-booter-ldap", "org.pixiecore.booter.ldap");
  }

  @Test
  public void theBooterOverFilesComesAndGoes() throws Exception {
    comesAndGoes("pixiecore-booter-machines", "org.pixiecore.booter.machines");
  }

  @Test
  public void thePageComesAndGoes() throws Exception {
    comesAndGoes("pixiecore-console", "org.pixiecore.console");
  }

  @Test
  public void theMetricsComeAndGo() throws Exception {
    comesAndGoes("pixiecore-metrics", "org.pixiecore.metrics");
  }

  @Test
  public void theHealthChecksComeAndGo() throws Exception {
    comesAndGoes("pixiecore-health", "org.pixiecore.health");
  }

  @Test
  public void theNotificationsComeAndGo() throws Exception {
    comesAndGoes("pixiecore-notify", "org.pixiecore.notify");
  }

  @Test
  public void theDhcpServerComesAndGivesAddressesAndGoes() throws Exception {
    comesAndGoes("pixiecore-dhcp-server", LEASES, this::addressesAreGivenAndRemembered);
    Files.delete(server.etc().file(LEASES));

    Capture firmware = Capture.of("ovmf-x64-discover");
    DhcpPacket offer = server.firmware().discover(firmware, server.ports().dhcp());
    assertThat(offer.yiaddr().isAnyLocalAddress()).isTrue();
  }

  /** Told by the log: to a relay on the loopback, which is no machine, no address is sent. */
  private void addressesAreGivenAndRemembered() throws Exception {
    Capture client = Capture.of("udhcpc-discover");
    Log log = Log.ofThisContainer();
    server
        .etc()
        .set(
            LEASES,
            "mode",
            "server",
            "ranges",
            RANGE,
            "reservations",
            client.mac() + "=" + RESERVED);
    log.awaitLine("Addresses: mode = server");
    server.firmware().sendUnanswerable(client, server.ports().dhcp());
    log.awaitLine(client.mac().toString(), "is offered " + RESERVED);
    server
        .firmware()
        .sendUnanswerable(client.taking(RESERVED, Ports.LOOPBACK), server.ports().dhcp());
    log.awaitLine(client.mac().toString(), "gets " + RESERVED + " for 3600 s");

    Log restarted = Log.ofThisContainer();
    server.bundle(LEASES).stop();
    server.bundle(LEASES).start();

    restarted.awaitLine("says of 1 addresses who has them");
  }

  private void comesAndGoes(String feature, String bundle) throws Exception {
    comesAndGoes(feature, bundle, () -> {});
  }

  private void comesAndGoes(String feature, String bundle, Use use) throws Exception {
    Set<Bundle> before = bundles();
    Queue<String> disturbances = new ConcurrentLinkedQueue<>();
    SynchronousBundleListener listener =
        event -> {
          if (before.contains(event.getBundle())) {
            disturbances.add(event.getBundle().getSymbolicName() + ": " + name(event));
          }
        };
    context.addBundleListener(listener);
    try {
      server.install(feature);
      assertThat(server.bundle(bundle).getState()).isEqualTo(Bundle.ACTIVE);
      // so at the next start it is there before anybody is answered
      assertThat(startLevel(bundle)).isLessThan(startLevel("org.pixiecore.core"));
      assertThat(server.machine().script()).contains(Site.COMMAND_LINE);
      use.run();

      server.shell("feature:uninstall " + feature);
      assertThat(bundles()).isEqualTo(before);
      assertThat(server.machine().script()).contains(Site.COMMAND_LINE);
    } finally {
      context.removeBundleListener(listener);
    }
    assertThat(disturbances).isEmpty();
  }

  private int startLevel(String bundle) {
    return server.bundle(bundle).adapt(BundleStartLevel.class).getStartLevel();
  }

  private Set<Bundle> bundles() {
    return Arrays.stream(context.getBundles()).collect(Collectors.toSet());
  }

  private static String name(BundleEvent event) {
    List<String> ofTheLifeCycle =
        List.of("installed", "started", "stopped", "updated", "uninstalled", "resolved");
    int bit = Integer.numberOfTrailingZeros(event.getType());
    return bit < ofTheLifeCycle.size() ? ofTheLifeCycle.get(bit) : "event " + event.getType();
  }
}
