package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.OptionUtils.combine;
import static org.pixiecore.itests.Server.eventually;

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

/**
 * The example booter put into {@code deploy/} of a server that boots every machine by another one.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ExampleBooterIT {

  private static final String JAR = "rackplan.jar";
  private static final String KAR = "rackplan.kar";

  /** Commas, as a serial console has them. */
  private static final String PLANNED = "console=ttyS1,115200n8 rack=7,3";

  @Rule public final Server server = Server.booting();

  private Path plan;
  private Machine machine;

  @Configuration
  public Option[] container() {
    return combine(Containers.distribution(), ExampleBooter.where());
  }

  @Before
  public void plan() throws IOException {
    // a booter that is gone for good is not waited for
    server.etc().set("org.pixiecore.core", "booterReturn", "0");
    machine = server.machine();
    plan = server.site().directory().resolve("rack-plan.csv");
    write(PLANNED);
  }

  @After
  public void removeConfiguration() throws IOException {
    Files.deleteIfExists(server.etc().file(ExampleBooter.NAME));
  }

  @Test
  public void aJarBootsWhatItsPlanSaysUntilItIsTakenAway() throws Exception {
    configure();
    server.deploy(JAR, Files.readAllBytes(ExampleBooter.jar()));
    eventually().until(() -> machine.script().contains(PLANNED));

    assertThat(Http.get(Http.files(machine.script()).get(0), BodyHandlers.ofByteArray()).body())
        .isEqualTo(Files.readAllBytes(server.site().kernel()));
    assertThat(server.machine().script())
        .as("a machine without a line")
        .contains(Site.COMMAND_LINE);

    write("rack=8");
    eventually().until(() -> machine.script().contains("rack=8"));

    server.undeploy(JAR);
    eventually().until(() -> machine.script().contains(Site.COMMAND_LINE));
  }

  @Test
  public void aMistakeInThePlanIsExplainedAndTheLastAnswerStays() throws Exception {
    configure();
    server.deploy(JAR, Files.readAllBytes(ExampleBooter.jar()));
    eventually().until(() -> machine.script().contains(PLANNED));
    Log log = Log.ofThisContainer();

    Files.writeString(plan, "mac,kernel,initrd,cmdline\n" + machine.mac() + ",vmlinuz,,\n");
    String script = machine.script();

    assertThat(script).contains(PLANNED);
    log.awaitLine(plan + ", line 2: \"vmlinuz\" is neither an absolute path nor");
    server.undeploy(JAR);
    eventually().until(() -> machine.script().contains(Site.COMMAND_LINE));
  }

  @Test
  public void aKarBringsItsConfigurationFileAndGoesAgain() throws Exception {
    server.deploy(KAR, Files.readAllBytes(ExampleBooter.kar()));
    Path file = server.etc().file(ExampleBooter.NAME);
    eventually().until(() -> Files.exists(file));
    assertThat(file).content().contains("#file = /srv/boot/rack-plan.csv");
    assertThat(machine.script()).as("before it is configured").contains(Site.COMMAND_LINE);

    configure();
    eventually().until(() -> machine.script().contains(PLANNED));

    server.undeploy(KAR);
    eventually().until(() -> machine.script().contains(Site.COMMAND_LINE));
    assertThat(server.shell("feature:list -i --no-format")).doesNotContain(ExampleBooter.NAME);
  }

  private void configure() throws IOException {
    server.etc().set(ExampleBooter.NAME, "file", plan.toString(), "ranking", "100");
  }

  private void write(String commandLine) throws IOException {
    ExampleBooter.write(plan, machine.mac().toString(), server.site().kernel(), commandLine);
  }
}
