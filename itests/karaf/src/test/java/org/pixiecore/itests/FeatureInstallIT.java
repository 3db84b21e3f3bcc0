package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Booters, and the DHCP server, installed and uninstalled by the shell, with no network, while the
 * server runs. Nothing else may be restarted for it: neither what boots machines, nor the shell of
 * who types.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeatureInstallIT {

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
  public void theDhcpServerComesAndGoes() throws Exception {
    comesAndGoes("pixiecore-dhcp-server", "org.pixiecore.dhcp.lease");
  }

  private void comesAndGoes(String feature, String bundle) throws Exception {
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
