package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A directory that says what machines boot, above a booter that boots every machine. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LdapBooterIT {

  private static final String PID = "org.pixiecore.booter.ldap-site";
  private static final String COMMAND_LINE = "from=the-directory";

  @Rule public final Server server = Server.booting();

  private Machine machine;
  private Machine local;
  private DirectoryServer directory;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Before
  public void install() throws IOException {
    machine = server.machine();
    local = server.machine();
    directory =
        new DirectoryServer(
            server.site().directory(),
            entry("ws1", machine, "bootFile: vmlinuz initrd=initrd.gz " + COMMAND_LINE)
                + entry("ws2", local, "bootParameter: boot=:local"));
    Path password =
        Files.writeString(
            server.site().directory().resolve("password"), DirectoryServer.PASSWORD + "\n");
    server.install("pixiecore-booter-ldap");
    Log log = Log.ofThisContainer();
    server
        .etc()
        .set(
            PID,
            "servers",
            directory.url(),
            "bindDn",
            DirectoryServer.READER,
            "bindPassword",
            "file:" + password,
            "allowPlaintextPassword",
            "true",
            "base",
            DirectoryServer.BASE,
            "fileBase",
            server.site().directory().toString(),
            "ranking",
            "10");
    log.awaitLine("ldap-site looks below", directory.url());
  }

  /** A directory that is down would keep machines waiting that it may know. */
  @After
  public void stop() throws IOException, InterruptedException {
    if (directory == null) {
      return;
    }
    try {
      Log log = Log.ofThisContainer();
      server.etc().clear(PID);
      log.awaitLine("ldap-site asks no directory");
    } finally {
      directory.kill();
    }
  }

  private static String entry(String name, Machine machine, String attribute) {
    return """
        dn: cn=%s,%s
        objectClass: device
        objectClass: ieee802Device
        objectClass: bootableDevice
        cn: %s
        macAddress: %s
        %s

        """
        .formatted(name, DirectoryServer.BASE, name, machine.mac().toString("-"), attribute);
  }

  @Test
  public void machinesBootWhatTheDirectorySaysAndTheRestWhatALowerBooterSays() throws Exception {
    String script = machine.script();

    assertThat(script).contains(COMMAND_LINE).doesNotContain(Site.COMMAND_LINE);
    assertThat(Http.files(script)).hasSize(2);
    assertThat(Http.get(Http.files(script).get(0), BodyHandlers.ofByteArray()).body())
        .isEqualTo(Files.readAllBytes(server.site().kernel()));
    assertThat(local.script()).contains("local disk");
    assertThat(server.machine().script()).contains(Site.COMMAND_LINE);
  }

  @Test
  public void theShellSaysWhichEntryItIs() {
    assertThat(server.shell("pixiecore:explain " + machine.mac()))
        .contains("ldap-site", "cn=ws1," + DirectoryServer.BASE);
    assertThat(server.shell("pixiecore:explain " + server.machine().mac()))
        .contains("no entry below " + DirectoryServer.BASE);
  }

  @Test
  public void aDirectoryThatIsDownLeavesLastAnswersAndIsNoticedWhenItComesBack() throws Exception {
    assertThat(machine.script()).contains(COMMAND_LINE);
    Log log = Log.ofThisContainer();
    directory.kill();
    log.awaitLine("ldap-site", "no directory server can be asked");
    assertThat(machine.script()).contains(COMMAND_LINE);

    directory.start();
    log.awaitLine("ldap-site", "asks the directory at " + directory.url());
    assertThat(local.script()).contains("local disk");
  }
}
