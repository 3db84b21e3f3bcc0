package org.pixiecore.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.pixiecore.dhcp.DhcpPacket;

/** Servers as processes of their own, started as a person starts them. */
public class ServerProcessIT {

  private static final Path DIRECTORY = Path.of("target", "processes").toAbsolutePath();

  private static final String ADD_FEATURES =
      "feature:repo-add mvn:org.pixiecore/features/%s/xml/features"
          .formatted(System.getProperty("project.version"));

  /** For {@code deploy/}: installs the booter over files. */
  private static final String MACHINES =
      """
      <features name="orders" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
        <feature name="orders" install="auto"><feature>pixiecore-booter-machines</feature></feature>
      </features>
      """;

  @Rule public final Deadline deadline = new Deadline();

  /** A machine that has its script goes on after a restart: the key of the URLs is kept. */
  @Test
  public void aRestartedServerKnowsTheUrlsThatItGaveOut() throws Exception {
    try (KarafProcess distribution = distribution(DIRECTORY.resolve("restarted"));
        Firmware firmware = new Firmware()) {
      Site site = Site.beside(distribution.etc());
      site.configure(distribution.etc());
      Machine machine = new Machine(firmware, distribution.ports().dhcp());
      distribution.start();
      URI kernel = Http.files(machine.script()).get(0);
      distribution.stop();

      distribution.start();
      machine.scriptUrl();

      // iPXE tries again too
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> Http.get(kernel, BodyHandlers.discarding()).statusCode() == 200);
      assertThat(Http.get(kernel, BodyHandlers.ofByteArray()).body())
          .isEqualTo(Files.readAllBytes(site.kernel()));
    }
  }

  /** Bundles of one start level start in the order in which they were installed. */
  @Test
  public void aRestartedServerAnswersNobodyBeforeTheBooterThatWasInstalledLastIsThere()
      throws Exception {
    try (ServerSocket gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        KarafProcess distribution = distribution(DIRECTORY.resolve("ranked"));
        Firmware firmware = new Firmware()) {
      gate.setSoTimeout(60_000);
      Site site = Site.beside(distribution.etc());
      site.configure(distribution.etc());
      Machine machine = new Machine(firmware, distribution.ports().dhcp());
      distribution.start();
      URI script = machine.scriptUrl();
      DeployFolder.beside(distribution.etc())
          .put("swapped.jar", new SwappedBooter(site).slowBundle(1, gate.getLocalPort()));
      gate.accept().close();
      awaitScript(script, "version=1");
      distribution.stop();

      distribution.start();
      Socket starting = gate.accept();
      try {
        firmware.sendUnanswerable(Capture.of("ovmf-x64-discover"), distribution.ports().dhcp());
        assertThat(awaitScript(script, "#!ipxe")).doesNotContain(Site.COMMAND_LINE);
      } finally {
        starting.close();
      }

      assertThat(awaitScript(script, "imgargs kernel")).contains("version=1");
      assertThat(machine.script()).contains("version=1");
    }
  }

  /** What a machine has booted once is not booted again for a restart. */
  @Test
  public void aRestartedServerKnowsWhatIsSpent() throws Exception {
    try (KarafProcess distribution = distribution(DIRECTORY.resolve("once"));
        Firmware firmware = new Firmware()) {
      Site site = Site.beside(distribution.etc());
      site.configurePrograms(distribution.etc());
      Machine machine = new Machine(firmware, distribution.ports().dhcp());
      Path file = distribution.etc().directory().resolve("pixiecore/machines.d/lab.yaml");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          "machines: {\"%s\": {kernel: %s, once: true}}".formatted(machine.mac(), site.kernel()));
      distribution.start();
      DeployFolder.beside(distribution.etc()).put("orders.xml", MACHINES.getBytes(UTF_8));
      String script = firstOfABooter(machine);
      assertThat(Http.files(script)).hasSize(1);
      assertThat(Http.get(Http.notice(script), BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
      distribution.stop();

      distribution.start();

      assertThat(firstOfABooter(machine)).contains("sanboot");
    }
  }

  /** {@code feature:repo-add}, {@code feature:install}, a cfg file: the same boot. */
  @Test
  public void theFeatureInstalledIntoAPlainKarafBootsTheSame() throws Exception {
    try (KarafProcess distribution = distribution(DIRECTORY.resolve("repository"));
        KarafProcess plain = plainKaraf(distribution);
        Firmware firmware = new Firmware()) {
      Site site = Site.beside(plain.etc());
      site.configure(plain.etc());

      plain.start(List.of(ADD_FEATURES, "feature:install pixiecore"));

      assertBoots(site, plain.ports(), firmware);
      for (String pid : List.of("org.pixiecore.http", "org.pixiecore.core")) {
        assertThat(plain.etc().file(pid)).exists();
      }
    }
  }

  /** One file, and no network. */
  @Test
  public void theKarInTheDeployFolderOfAPlainKarafBootsTheSame() throws Exception {
    try (KarafProcess plain = offlineKaraf(DIRECTORY.resolve("kar"));
        Firmware firmware = new Firmware()) {
      Site site = Site.beside(plain.etc());
      site.configure(plain.etc());
      plain.start();
      // Karaf's own features are there; while they are installed it takes no others
      await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(plain.log()));
      new Log(plain.log(), 0).awaitLine("Done.");

      DeployFolder.beside(plain.etc())
          .put("pixiecore.kar", Files.readAllBytes(Path.of(System.getProperty("kar.archive"))));

      assertBoots(site, plain.ports(), firmware);
      assertThat(plain.etc().file("org.pixiecore.http")).exists();
      // those are there to be installed, and no more
      assertThat(plain.etc().file("org.pixiecore.booter.ldap-site")).doesNotExist();
    }
  }

  /** Of ours a booter needs the api, and nothing else. */
  @Test
  public void theExampleBooterRunsInAPlainKarafWithTheFeatureOfTheApi() throws Exception {
    try (KarafProcess distribution = distribution(DIRECTORY.resolve("repository"));
        KarafProcess plain = plainKaraf(distribution)) {
      plain.etc().set(ExampleBooter.NAME, "ranking", "7");

      plain.start(
          List.of(
              ADD_FEATURES,
              "feature:install pixiecore-api",
              "bundle:install -s " + ExampleBooter.jar().toUri(),
              "service:list org.pixiecore.api.Booter"));

      Log console = new Log(plain.console(), 0);
      console.awaitLine("pixiecore.booter.name = " + ExampleBooter.NAME);
      console.awaitLine("service.ranking = 7");
    }
  }

  /** Asks for a script, as iPXE does while a server is not there or says that it shall. */
  private static String awaitScript(URI url, String text) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> Http.get(url, BodyHandlers.ofString()).body(), script -> script.contains(text));
  }

  private static void assertBoots(Site site, Ports ports, Firmware firmware) throws Exception {
    DhcpPacket offer = firmware.discover(Capture.of("ovmf-x64-discover"), ports.dhcp());
    try (TftpDownload download = new TftpDownload(ports.tftp())) {
      download.begin(Machine.bootFile(offer), Map.of());
      assertThat(download.finish()).isEqualTo(Files.readAllBytes(site.program("snponly.efi")));
    }
    List<URI> files = Http.files(new Machine(firmware, ports.dhcp()).script());
    assertThat(Http.get(files.get(0), BodyHandlers.ofByteArray()).body())
        .isEqualTo(Files.readAllBytes(site.kernel()));
  }

  /** The first script that has a machine do anything but ask again; iPXE tries again too. */
  private static String firstOfABooter(Machine machine) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(machine::script, script -> script.contains("sanboot") || script.contains("kernel"));
  }

  /** A Karaf that knows of Pixiecore what the distribution holds. */
  private static KarafProcess plainKaraf(KarafProcess distribution) throws IOException {
    Path directory = DIRECTORY.resolve("plain");
    KarafProcess plain =
        new KarafProcess(System.getProperty("karaf.archive"), directory, Ports.free());
    plain
        .etc()
        .set(
            "org.ops4j.pax.url.mvn",
            "org.ops4j.pax.url.mvn.repositories",
            distribution.system().toUri() + "@id=distribution@snapshots",
            // else bundles of an earlier build, kept in the user's own, would be tested
            "org.ops4j.pax.url.mvn.localRepository",
            directory.resolve("maven").toString());
    return plain;
  }

  /** A Karaf that finds what it has itself, and nothing else. */
  private static KarafProcess offlineKaraf(Path directory) throws IOException {
    KarafProcess plain =
        new KarafProcess(System.getProperty("karaf.archive"), directory, Ports.free());
    plain
        .etc()
        .set(
            "org.ops4j.pax.url.mvn",
            "org.ops4j.pax.url.mvn.repositories",
            "",
            "org.ops4j.pax.url.mvn.useFallbackRepositories",
            "false",
            "org.ops4j.pax.url.mvn.localRepository",
            directory.resolve("maven").toString());
    return plain;
  }

  private static KarafProcess distribution(Path directory) throws IOException {
    return new KarafProcess(System.getProperty("distribution.archive"), directory, Ports.free());
  }
}
