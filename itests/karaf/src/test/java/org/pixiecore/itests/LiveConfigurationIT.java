package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
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

/** Each configuration file, edited while the server runs; nothing is restarted. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LiveConfigurationIT {

  private static final String DHCP = "org.pixiecore.dhcp.server";
  private static final String TFTP = "org.pixiecore.tftp.server";
  private static final String LAST_GOOD = "the last good settings stay";

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
    firmware = new Firmware();
    eventually().until(() -> script().contains(Site.COMMAND_LINE));
  }

  @After
  public void close() {
    firmware.close();
  }

  @Test
  public void kernelAndCommandLine() throws Exception {
    etc.set(Site.BOOTER, "cmdline", "rescue file={{ ID \"./initrd.gz\" }}");
    eventually().until(() -> script().contains("rescue file=http://"));

    etc.set(Site.BOOTER, "kernel", site.initrds().get(1).toString());
    eventually()
        .untilAsserted(
            () ->
                assertThat(Http.get(Http.files(script()).get(0), BodyHandlers.ofByteArray()).body())
                    .isEqualTo(Files.readAllBytes(site.initrds().get(1))));
  }

  @Test
  public void aScriptInTheFileAndOneOfItsOwn() throws Exception {
    etc.clear(Site.BOOTER);
    etc.set(Site.BOOTER, "ipxeScript", "#!ipxe\\necho $\\\\{net0/mac}");
    eventually().until(() -> script().equals("#!ipxe\necho ${net0/mac}\n"));

    var file = Files.writeString(site.directory().resolve("own.ipxe"), "#!ipxe\nexit 1\n");
    etc.clear(Site.BOOTER);
    etc.set(Site.BOOTER, "ipxeScriptFile", file.toString());
    eventually().until(() -> script().equals("#!ipxe\nexit 1\n"));

    Files.writeString(file, "#!ipxe\nexit 2\n");
    assertThat(script()).isEqualTo("#!ipxe\nexit 2\n");
  }

  @Test
  public void aSecondGroupOfMachinesRankedAboveTheFirst() throws Exception {
    Machine chosen = new Machine(firmware);
    String pid = "org.pixiecore.booter.static-second";
    etc.set(
        pid,
        "kernel",
        site.kernel().toString(),
        "cmdline",
        "second",
        "machines",
        chosen.mac().toString(),
        "ranking",
        "10");

    eventually().until(() -> chosen.script(ports.dhcp()).contains("imgargs kernel second"));
    assertThat(script()).contains(Site.COMMAND_LINE);

    Log log = Log.ofThisContainer();
    Files.delete(etc.file(pid));
    log.awaitLine("static-second is gone");
    eventually().until(() -> chosen.script(ports.dhcp()).contains(Site.COMMAND_LINE));
  }

  @Test
  public void interfaces() throws Exception {
    Log log = Log.ofThisContainer();
    etc.set(DHCP, "interfaces", "192.0.2.77");
    log.awaitLine("192.0.2.77", "now");
    Capture request = Capture.of("ovmf-x64-discover");
    firmware.sendUnanswerable(request, ports.dhcp());
    log.awaitLine(request.mac().toString(), "is ignored", "not among the chosen interfaces");
    etc.set(DHCP, "interfaces", Ports.LOOPBACK);

    firmware.discover(Capture.of("ipxe-undionly-discover"), ports.dhcp());
  }

  @Test
  public void portsOfDhcpAndTheBootServer() throws Exception {
    Ports others = Ports.free();
    etc.set(DHCP, "dhcpPort", "" + others.dhcp(), "pxePort", "" + others.pxe());

    firmware.discover(Capture.of("ovmf-x64-discover"), others.dhcp());
    firmware.ask(Capture.of("ovmf-x64-request-4011"), others.pxe());

    assertIsFree(ports.dhcp());
    assertIsFree(ports.pxe());
    etc.set(DHCP, "dhcpPort", "" + ports.dhcp(), "pxePort", "" + ports.pxe());
    firmware.discover(Capture.of("ovmf-x64-discover"), ports.dhcp());
  }

  @Test
  public void portOfHttpWhichOffersThenName() throws Exception {
    Ports others = Ports.free();
    etc.set("org.ops4j.pax.web", "org.osgi.service.http.port", "" + others.http());

    String authority = "http://" + Ports.LOOPBACK + ":" + others.http();
    Machine machine = new Machine(firmware);
    eventually().until(() -> machine.scriptUrl(ports.dhcp()).toString().startsWith(authority));
    eventually().ignoreExceptions().until(() -> machine.script(ports.dhcp()).contains(authority));
  }

  @Test
  public void limitsAndPortOfTftp() throws Exception {
    assertThat(agreed(ports.tftp())).isEqualTo(Map.of("blksize", "1400", "windowsize", "8"));

    etc.set(TFTP, "maxBlksize", "700", "maxWindowsize", "4");
    eventually()
        .until(() -> agreed(ports.tftp()).equals(Map.of("blksize", "700", "windowsize", "4")));

    Ports others = Ports.free();
    etc.set(TFTP, "port", "" + others.tftp(), "maxBlksize", "", "maxWindowsize", "");
    eventually().ignoreExceptions().until(() -> !agreed(others.tftp()).isEmpty());
    assertIsFree(ports.tftp());
    etc.set(TFTP, "port", "" + ports.tftp());
    eventually().ignoreExceptions().until(() -> !agreed(ports.tftp()).isEmpty());
  }

  @Test
  public void bootPrograms() throws Exception {
    etc.set("org.pixiecore.bootloaders", "efi64", site.program("ipxe-i386.efi").toString());
    eventually().until(() -> load("ovmf-x64-discover").length == 1);
    etc.set("org.pixiecore.bootloaders", "efi64", "");
    eventually().until(() -> load("ovmf-x64-discover").length > 1);
  }

  @Test
  public void aValueThatIsNotAllowedIsNamedAndTheLastGoodOnesStay() throws Exception {
    Log log = Log.ofThisContainer();
    etc.set(TFTP, "maxBlksize", "7", "maxWindowsize", "3");
    log.awaitLine(etc.file(TFTP).toString(), "maxBlksize", "\"7\"", "from 8 to 65464", LAST_GOOD);
    etc.set(DHCP, "dhcpPort", "70000");
    log.awaitLine(etc.file(DHCP).toString(), "dhcpPort", "\"70000\"", "from 1 to 65535", LAST_GOOD);
    etc.set(Site.BOOTER, "kernel", "vmlinuz");
    log.awaitLine(
        etc.file(Site.BOOTER).toString(), "kernel", "\"vmlinuz\"", "absolute path", LAST_GOOD);

    assertThat(agreed(ports.tftp())).isEqualTo(Map.of("blksize", "1400", "windowsize", "8"));
    assertThat(script()).contains(Site.COMMAND_LINE);

    etc.set(TFTP, "maxBlksize", "", "maxWindowsize", "");
    etc.set(DHCP, "dhcpPort", "" + ports.dhcp());
  }

  @Test
  public void aMisspeltKeyIsNamedWithThoseThatAreKnown() throws Exception {
    Log log = Log.ofThisContainer();
    etc.set(TFTP, "maxBlockSize", "1000");
    log.awaitLine(etc.file(TFTP).toString(), "maxBlockSize", "maxBlksize");
    etc.set(TFTP, "maxBlockSize", "");
  }

  private String script() throws IOException, InterruptedException {
    return new Machine(firmware).script(ports.dhcp());
  }

  private Map<String, String> agreed(int port) throws IOException {
    try (TftpDownload download = new TftpDownload(port)) {
      return download.begin("undionly.kpxe", Map.of("blksize", "1400", "windowsize", "8"));
    }
  }

  private byte[] load(String capture) throws IOException {
    String file = Machine.bootFile(firmware.discover(Capture.of(capture), ports.dhcp()));
    try (TftpDownload download = new TftpDownload(ports.tftp())) {
      download.begin(file, Map.of());
      return download.finish();
    }
  }

  private static void assertIsFree(int port) throws IOException {
    new DatagramSocket(port).close();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }
}
