package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.awaitility.core.ConditionFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;

/** Bundles and booters that come and go while machines boot. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ReplacementIT {

  private static final List<String> ALL_BUT_TFTP =
      List.of(
          "org.pixiecore.booter.fixed",
          "org.pixiecore.bootloaders",
          "org.pixiecore.core",
          "org.pixiecore.dhcp.server",
          "org.pixiecore.http");

  @Inject private BundleContext context;

  private Etc etc;
  private Ports ports;
  private Site site;
  private Firmware firmware;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Before
  public void configure() throws IOException {
    etc = Etc.ofThisContainer();
    ports = Ports.configured(etc.directory());
    site = Site.beside(etc);
    site.configure(etc);
    // a booter that is gone for good is not waited for
    etc.set("org.pixiecore.core", "booterReturn", "0");
    firmware = new Firmware();
    eventually().until(() -> script().contains(Site.COMMAND_LINE));
  }

  @After
  public void close() {
    firmware.close();
  }

  @Test
  public void aTftpTransferGoesOnWhileEverythingElseIsRestarted() throws Exception {
    try (TftpDownload download = new TftpDownload(ports.tftp())) {
      download.begin("undionly.kpxe", Map.of());
      for (String bundle : ALL_BUT_TFTP) {
        download.take(2);
        bundle(bundle).stop();
        download.take(2);
        bundle(bundle).start();
      }
      assertThat(download.finish()).isEqualTo(Files.readAllBytes(site.program("undionly.kpxe")));
    }
  }

  @Test
  public void theTftpServerRestartedInATransferServesTheNextTry() throws Exception {
    try (TftpDownload cut = new TftpDownload(ports.tftp());
        TftpDownload again = new TftpDownload(ports.tftp())) {
      cut.begin("undionly.kpxe", Map.of());
      cut.take(3);
      bundle("org.pixiecore.tftp.server").stop();
      bundle("org.pixiecore.tftp.server").start();

      assertThatIOException().isThrownBy(cut::finish);
      again.begin("undionly.kpxe", Map.of());
      assertThat(again.finish()).isEqualTo(Files.readAllBytes(site.program("undionly.kpxe")));
    }
  }

  @Test
  public void anHttpTransferGoesOnWhileCoreAndBooterAreRestarted() throws Exception {
    URI kernel = Http.files(script()).get(0);
    byte[] octets = Files.readAllBytes(site.kernel());

    try (InputStream body = Http.get(kernel, BodyHandlers.ofInputStream()).body()) {
      byte[] first = body.readNBytes(10_000);
      for (String bundle : List.of("org.pixiecore.core", "org.pixiecore.booter.fixed")) {
        bundle(bundle).stop();
        bundle(bundle).start();
      }
      byte[] rest = body.readAllBytes();

      assertThat(first).isEqualTo(Arrays.copyOf(octets, first.length));
      assertThat(rest).isEqualTo(Arrays.copyOfRange(octets, first.length, octets.length));
    }
    assertThat(Http.get(kernel, BodyHandlers.ofByteArray()).body()).isEqualTo(octets);
  }

  @Test
  public void aMachineWithoutACoreAsksAgainUntilItIsBack() throws Exception {
    URI url = new Machine(firmware).scriptUrl(ports.dhcp());
    bundle("org.pixiecore.core").stop();
    String meanwhile = Http.get(url, BodyHandlers.ofString()).body();
    bundle("org.pixiecore.core").start();

    assertThat(meanwhile).startsWith("#!ipxe").contains("chain").contains(url.toString());
    eventually()
        .until(() -> Http.get(url, BodyHandlers.ofString()).body().contains(Site.COMMAND_LINE));
  }

  @Test
  public void theDhcpServerIsRestarted() throws Exception {
    bundle("org.pixiecore.dhcp.server").stop();
    bundle("org.pixiecore.dhcp.server").start();

    firmware.discover(Capture.of("ovmf-x64-discover"), ports.dhcp());
    firmware.ask(Capture.of("ovmf-x64-request-4011"), ports.pxe());
  }

  @Test
  public void aBooterOfHigherRankTakesOverAndHandsBack() throws Exception {
    Machine machine = new Machine(firmware);
    Booter other = asked -> Optional.of(new BootSpec.IpxeScript("#!ipxe\nexit\n"));
    ServiceRegistration<Booter> registration =
        context.registerService(
            Booter.class,
            other,
            FrameworkUtil.asDictionary(
                Map.of(Constants.SERVICE_RANKING, 100, Booter.NAME, "other")));

    eventually().until(() -> machine.script(ports.dhcp()).equals("#!ipxe\nexit\n"));
    registration.unregister();

    eventually().until(() -> machine.script(ports.dhcp()).contains(Site.COMMAND_LINE));
  }

  private String script() throws IOException, InterruptedException {
    return new Machine(firmware).script(ports.dhcp());
  }

  private Bundle bundle(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
        .findFirst()
        .orElseThrow();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }
}
