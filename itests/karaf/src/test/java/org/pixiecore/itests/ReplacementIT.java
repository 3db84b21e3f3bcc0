package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.pixiecore.itests.Server.eventually;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
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
          "org.pixiecore.http",
          "org.pixiecore.loaders");

  @Inject private BundleContext context;

  @Rule public final Server server = Server.booting();

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Before
  public void configure() throws IOException {
    // a booter that is gone for good is not waited for
    server.etc().set("org.pixiecore.core", "booterReturn", "0");
  }

  @Test
  public void aTftpTransferGoesOnWhileEverythingElseIsRestarted() throws Exception {
    try (TftpDownload download = new TftpDownload(server.ports().tftp())) {
      download.begin("undionly.kpxe", Map.of());
      for (String bundle : ALL_BUT_TFTP) {
        download.take(2);
        server.bundle(bundle).stop();
        download.take(2);
        server.bundle(bundle).start();
      }
      assertThat(download.finish())
          .isEqualTo(Files.readAllBytes(server.site().program("undionly.kpxe")));
    }
  }

  @Test
  public void theTftpServerRestartedInATransferServesTheNextTry() throws Exception {
    try (TftpDownload cut = new TftpDownload(server.ports().tftp());
        TftpDownload again = new TftpDownload(server.ports().tftp())) {
      cut.begin("undionly.kpxe", Map.of());
      cut.take(3);
      server.bundle("org.pixiecore.tftp.server").stop();
      server.bundle("org.pixiecore.tftp.server").start();

      assertThatIOException().isThrownBy(cut::finish);
      again.begin("undionly.kpxe", Map.of());
      assertThat(again.finish())
          .isEqualTo(Files.readAllBytes(server.site().program("undionly.kpxe")));
    }
  }

  @Test
  public void anHttpTransferGoesOnWhileCoreAndBooterAreRestarted() throws Exception {
    URI kernel = Http.files(script()).get(0);
    byte[] octets = Files.readAllBytes(server.site().kernel());

    try (InputStream body = Http.get(kernel, BodyHandlers.ofInputStream()).body()) {
      byte[] first = body.readNBytes(10_000);
      for (String bundle : List.of("org.pixiecore.core", "org.pixiecore.booter.fixed")) {
        server.bundle(bundle).stop();
        server.bundle(bundle).start();
      }
      byte[] rest = body.readAllBytes();

      assertThat(first).isEqualTo(Arrays.copyOf(octets, first.length));
      assertThat(rest).isEqualTo(Arrays.copyOfRange(octets, first.length, octets.length));
    }
    assertThat(Http.get(kernel, BodyHandlers.ofByteArray()).body()).isEqualTo(octets);
  }

  @Test
  public void aMachineWithoutACoreAsksAgainUntilItIsBack() throws Exception {
    URI url = server.machine().scriptUrl();
    server.bundle("org.pixiecore.core").stop();
    String meanwhile = Http.get(url, BodyHandlers.ofString()).body();
    server.bundle("org.pixiecore.core").start();

    assertThat(Machine.expanded(meanwhile))
        .startsWith("#!ipxe")
        .contains("chain")
        .contains(url.toString());
    eventually()
        .until(() -> Http.get(url, BodyHandlers.ofString()).body().contains(Site.COMMAND_LINE));
  }

  @Test
  public void theDhcpServerIsRestarted() throws Exception {
    server.bundle("org.pixiecore.dhcp.server").stop();
    server.bundle("org.pixiecore.dhcp.server").start();

    server.firmware().discover(Capture.of("ovmf-x64-discover"), server.ports().dhcp());
    server.firmware().ask(Capture.of("ovmf-x64-request-4011"), server.ports().pxe());
  }

  @Test
  public void aBooterOfHigherRankTakesOverAndHandsBack() throws Exception {
    Machine machine = server.machine();
    Booter other = asked -> Optional.of(new BootSpec.IpxeScript("#!ipxe\nexit\n"));
    ServiceRegistration<Booter> registration =
        context.registerService(
            Booter.class,
            other,
            FrameworkUtil.asDictionary(
                Map.of(Constants.SERVICE_RANKING, 100, Booter.NAME, "other")));

    eventually().until(() -> machine.script().equals("#!ipxe\nexit\n"));
    registration.unregister();

    eventually().until(() -> machine.script().contains(Site.COMMAND_LINE));
  }

  private String script() throws IOException, InterruptedException {
    return server.machine().script();
  }
}
