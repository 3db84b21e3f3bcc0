package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.itests.Server.eventually;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Map;
import org.junit.Rule;
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

  @Rule public final Server server = Server.booting();

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Test
  public void kernelAndCommandLine() throws Exception {
    server.etc().set(Site.BOOTER, "cmdline", "rescue file={{ ID \"./initrd.gz\" }}");
    eventually().until(() -> script().contains("rescue file=http://"));

    server.etc().set(Site.BOOTER, "kernel", server.site().initrds().get(1).toString());
    eventually()
        .untilAsserted(
            () ->
                assertThat(Http.get(Http.files(script()).get(0), BodyHandlers.ofByteArray()).body())
                    .isEqualTo(Files.readAllBytes(server.site().initrds().get(1))));
  }

  @Test
  public void aScriptInTheFileAndOneOfItsOwn() throws Exception {
    server.etc().clear(Site.BOOTER);
    server.etc().set(Site.BOOTER, "ipxeScript", "#!ipxe\\necho $\\\\{net0/mac}");
    eventually().until(() -> script().equals("#!ipxe\necho ${net0/mac}\n"));

    var file = Files.writeString(server.site().directory().resolve("own.ipxe"), "#!ipxe\nexit 1\n");
    server.etc().clear(Site.BOOTER);
    server.etc().set(Site.BOOTER, "ipxeScriptFile", file.toString());
    eventually().until(() -> script().equals("#!ipxe\nexit 1\n"));

    Files.writeString(file, "#!ipxe\nexit 2\n");
    assertThat(script()).isEqualTo("#!ipxe\nexit 2\n");
  }

  @Test
  public void aSecondGroupOfMachinesRankedAboveTheFirst() throws Exception {
    Machine chosen = server.machine();
    String pid = "org.pixiecore.booter.static-second";
    server
        .etc()
        .set(
            pid,
            "kernel",
            server.site().kernel().toString(),
            "cmdline",
            "second",
            "machines",
            chosen.mac().toString(),
            "ranking",
            "10");

    eventually().until(() -> chosen.script().contains("imgargs kernel second"));
    assertThat(script()).contains(Site.COMMAND_LINE);

    Log log = Log.ofThisContainer();
    Files.delete(server.etc().file(pid));
    log.awaitLine("static-second is gone");
    eventually().until(() -> chosen.script().contains(Site.COMMAND_LINE));
  }

  @Test
  public void interfaces() throws Exception {
    Log log = Log.ofThisContainer();
    server.etc().set(DHCP, "interfaces", "192.0.2.77");
    log.awaitLine("192.0.2.77", "now");
    Capture request = Capture.of("ovmf-x64-discover");
    server.firmware().sendUnanswerable(request, server.ports().dhcp());
    log.awaitLine(request.mac().toString(), "is ignored", "not among the chosen interfaces");
    server.etc().set(DHCP, "interfaces", Ports.LOOPBACK);

    server.firmware().discover(Capture.of("ipxe-undionly-discover"), server.ports().dhcp());
  }

  @Test
  public void portsOfDhcpAndTheBootServer() throws Exception {
    Ports others = Ports.free();
    server.etc().set(DHCP, "dhcpPort", "" + others.dhcp(), "pxePort", "" + others.pxe());

    server.firmware().discover(Capture.of("ovmf-x64-discover"), others.dhcp());
    server.firmware().ask(Capture.of("ovmf-x64-request-4011"), others.pxe());

    assertIsFree(server.ports().dhcp());
    assertIsFree(server.ports().pxe());
    server
        .etc()
        .set(DHCP, "dhcpPort", "" + server.ports().dhcp(), "pxePort", "" + server.ports().pxe());
    server.firmware().discover(Capture.of("ovmf-x64-discover"), server.ports().dhcp());
  }

  @Test
  public void portOfHttpWhichOffersThenName() throws Exception {
    Ports others = Ports.free();
    server.etc().set("org.ops4j.pax.web", "org.osgi.service.http.port", "" + others.http());

    String authority = "http://" + Ports.LOOPBACK + ":" + others.http();
    Machine machine = server.machine();
    eventually().until(() -> machine.scriptUrl().toString().startsWith(authority));
    eventually().ignoreExceptions().until(() -> machine.script().contains(authority));
  }

  @Test
  public void limitsAndPortOfTftp() throws Exception {
    assertThat(agreed(server.ports().tftp()))
        .isEqualTo(Map.of("blksize", "1400", "windowsize", "8"));

    server.etc().set(TFTP, "maxBlksize", "700", "maxWindowsize", "4");
    eventually()
        .until(
            () ->
                agreed(server.ports().tftp()).equals(Map.of("blksize", "700", "windowsize", "4")));

    Ports others = Ports.free();
    server.etc().set(TFTP, "port", "" + others.tftp(), "maxBlksize", "", "maxWindowsize", "");
    eventually().ignoreExceptions().until(() -> !agreed(others.tftp()).isEmpty());
    assertIsFree(server.ports().tftp());
    server.etc().set(TFTP, "port", "" + server.ports().tftp());
    eventually().ignoreExceptions().until(() -> !agreed(server.ports().tftp()).isEmpty());
  }

  @Test
  public void bootPrograms() throws Exception {
    server
        .etc()
        .set(
            "org.pixiecore.bootloaders",
            "efi64",
            server.site().program("ipxe-i386.efi").toString());
    eventually().until(() -> load("ovmf-x64-discover").length == 1);
    server.etc().set("org.pixiecore.bootloaders", "efi64", "");
    eventually().until(() -> load("ovmf-x64-discover").length > 1);
  }

  @Test
  public void aValueThatIsNotAllowedIsNamedAndTheLastGoodOnesStay() throws Exception {
    Log log = Log.ofThisContainer();
    server.etc().set(TFTP, "maxBlksize", "7", "maxWindowsize", "3");
    log.awaitLine(
        server.etc().file(TFTP).toString(), "maxBlksize", "\"7\"", "from 8 to 65464", LAST_GOOD);
    server.etc().set(DHCP, "dhcpPort", "70000");
    log.awaitLine(
        server.etc().file(DHCP).toString(), "dhcpPort", "\"70000\"", "from 1 to 65535", LAST_GOOD);
    server.etc().set(Site.BOOTER, "kernel", "vmlinuz");
    log.awaitLine(
        server.etc().file(Site.BOOTER).toString(),
        "kernel",
        "\"vmlinuz\"",
        "absolute path",
        LAST_GOOD);

    assertThat(agreed(server.ports().tftp()))
        .isEqualTo(Map.of("blksize", "1400", "windowsize", "8"));
    assertThat(script()).contains(Site.COMMAND_LINE);

    server.etc().set(TFTP, "maxBlksize", "", "maxWindowsize", "");
    server.etc().set(DHCP, "dhcpPort", "" + server.ports().dhcp());
  }

  @Test
  public void aMisspeltKeyIsNamedWithThoseThatAreKnown() throws Exception {
    Log log = Log.ofThisContainer();
    server.etc().set(TFTP, "maxBlockSize", "1000");
    log.awaitLine(server.etc().file(TFTP).toString(), "maxBlockSize", "maxBlksize");
    server.etc().set(TFTP, "maxBlockSize", "");
  }

  private String script() throws IOException, InterruptedException {
    return server.machine().script();
  }

  private Map<String, String> agreed(int port) throws IOException {
    try (TftpDownload download = new TftpDownload(port)) {
      return download.begin("undionly.kpxe", Map.of("blksize", "1400", "windowsize", "8"));
    }
  }

  private byte[] load(String capture) throws IOException {
    String file =
        Machine.bootFile(server.firmware().discover(Capture.of(capture), server.ports().dhcp()));
    try (TftpDownload download = new TftpDownload(server.ports().tftp())) {
      download.begin(file, Map.of());
      return download.finish();
    }
  }

  private static void assertIsFree(int port) throws IOException {
    new DatagramSocket(port).close();
  }
}
