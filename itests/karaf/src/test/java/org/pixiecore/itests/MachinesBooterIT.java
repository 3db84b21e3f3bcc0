package org.pixiecore.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.pixiecore.dhcp.OptionCode;

/** Machine files, edited while the server runs, above a booter that boots every machine. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class MachinesBooterIT {

  private static final String PID = "org.pixiecore.booter.machines-default";

  @Rule public final Server server = Server.booting();

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Before
  public void install() throws IOException {
    server.etc().set(PID, "pollInterval", "100", "ranking", "10");
    server.install("pixiecore-booter-machines");
  }

  /** Else the next test's machines do not boot what the lower booter says. */
  @After
  public void empty() throws IOException {
    Files.deleteIfExists(file());
  }

  @Test
  public void machinesBootWhatIsSaidOfThemAndTheRestWhatALowerBooterSays() throws Exception {
    Machine web = server.machine();
    Machine database = server.machine();
    edit(
        """
        machines:
          %s: {profile: web, variables: {host: web1}}
          %s: {kernel: %s, cmdline: "host=db1 {{ mac-hyphen }}"}
        profiles:
          web: {kernel: %s, cmdline: "host={{ host }}"}
        """
            .formatted(web.mac(), database.mac(), kernel(), kernel()));

    assertThat(web.script()).contains("imgargs kernel", "host=web1");
    assertThat(database.script()).contains("host=db1 " + database.mac().toString("-"));
    assertThat(server.machine().script()).contains(Site.COMMAND_LINE);
  }

  @Test
  public void whereAMachineAsksFromSelectsToo() throws Exception {
    edit(
        """
        groups:
          - select: {relay: 127.0.0.0/8, architecture: bios}
            kernel: %s
            cmdline: behind the relay
          - select: {relay: 10.0.0.0/8}
            boot: silent
        """
            .formatted(kernel()));

    assertThat(server.machine().script()).contains("behind the relay");
  }

  @Test
  public void aMachineIsKnownByItsSerialNumber() throws Exception {
    Machine machine = server.machine();
    edit(
        """
        groups:
          - select: {serial: S/N 1+1, mac: %s}
            kernel: %s
            cmdline: by its serial number
        """
            .formatted(machine.mac(), kernel()));

    assertThat(scriptOf(machine, "S/N 1+1")).contains("by its serial number");
    assertThat(scriptOf(machine, "S/N 2")).contains(Site.COMMAND_LINE);
  }

  @Test
  public void aBrokenEditIsNamedAndTheLastGoodOneStays() throws Exception {
    Machine machine = server.machine();
    String good = "machines:\n  %s: {kernel: %s, cmdline: %s}\n";
    edit(good.formatted(machine.mac(), kernel(), "first"));
    assertThat(machine.script()).contains("first");

    Log log = Log.ofThisContainer();
    put("machines:\n  %s: {kernal: %s}\n".formatted(machine.mac(), kernel()));
    log.awaitLine(file() + ":2:23", "\"kernal\"", "did you mean \"kernel\"", "last good version");
    assertThat(machine.script()).contains("first");

    edit(good.formatted(machine.mac(), kernel(), "second"));
    assertThat(machine.script()).contains("second");
  }

  @Test
  public void theLocalDiskEndsTheAsking() throws Exception {
    Machine machine = server.machine();
    edit("machines: {\"%s\": {boot: local}}".formatted(machine.mac()));

    assertThat(machine.script()).contains("local disk").doesNotContain(Site.COMMAND_LINE);
  }

  @Test
  public void silenceEndsTheAsking() throws Exception {
    Machine machine = server.machine();
    edit("machines: {\"%s\": {boot: silent}}".formatted(machine.mac()));

    Log log = Log.ofThisContainer();
    server.firmware().sendUnanswerable(discover(machine), server.ports().dhcp());
    log.awaitLine(machine.mac().toString(), "machines-default");
    assertThat(server.machine().script()).contains(Site.COMMAND_LINE);
  }

  private String scriptOf(Machine machine, String serial) throws Exception {
    String url =
        server
            .firmware()
            .discover(discover(machine), server.ports().dhcp())
            .options()
            .get(OptionCode.BOOTFILE_NAME)
            .orElseThrow()
            .text();
    String told = HexFormat.ofDelimiter("-").formatHex(serial.getBytes(UTF_8));
    assertThat(url).contains("${serial:hexhyp}");
    return Http.get(URI.create(url.replace("${serial:hexhyp}", told)), BodyHandlers.ofString())
        .body();
  }

  private static Capture discover(Machine machine) {
    return Capture.of("ipxe-undionly-discover").from(machine.mac());
  }

  private Path kernel() {
    return server.site().kernel();
  }

  /** Writes the file and waits until it is in force. */
  private void edit(String text) throws IOException {
    Log log = Log.ofThisContainer();
    put(text);
    log.awaitLine("machines-default has read", "files: 1");
  }

  private void put(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
  }

  private Path file() {
    return server.etc().directory().resolve("pixiecore/machines.d/lab.yaml");
  }
}
