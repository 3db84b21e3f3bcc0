package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.itests.Server.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
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
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.CommandLine;

/** A machine that boots the network once, and its local disk from then on. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class OneShotIT {

  private static final String LOCAL_DISK = "sanboot";
  private static final Pattern CONFIRM = Pattern.compile("done=(\\S+)");

  @Rule public final Server server = Server.withoutABooter();

  @Inject private BundleContext context;

  private ServiceRegistration<Booter> registration;
  private volatile BootSpec order;
  private Machine machine;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Before
  public void orderAnInstallation() {
    order = new BootSpec.Once(installer("quiet"), "order 1");
    Booter booter = asked -> Optional.of(order);
    registration =
        context.registerService(
            Booter.class, booter, FrameworkUtil.asDictionary(Map.of(Booter.NAME, "orders")));
    machine = server.machine();
  }

  @After
  public void withdraw() {
    registration.unregister();
  }

  @Test
  public void whoConfirmsByTheBootNoticeBootsItsDiskFromThenOn() throws Exception {
    String script = machine.script();
    assertThat(machine.script()).as("a boot that was cut short").isEqualTo(script);

    assertThat(status(Http.notice(script))).isEqualTo(200);
    assertThat(machine.script()).contains(LOCAL_DISK).doesNotContain("kernel");
    assertThat(status(Http.notice(script))).as("once more").isEqualTo(200);
  }

  @Test
  public void anInstallerThatConfirmsAtItsEndIsBootedUntilThen() throws Exception {
    order = new BootSpec.Once(installer("done={{ CONFIRM }}"), "order 1");
    String script = machine.script();
    assertThat(status(Http.notice(script))).isEqualTo(200);
    assertThat(machine.script()).as("not confirmed by its start").isEqualTo(script);

    URI confirm = confirmation(script);
    assertThat(status(confirm)).isEqualTo(200);
    assertThat(status(confirm)).as("once more").isEqualTo(200);
    assertThat(machine.script()).contains(LOCAL_DISK);
    assertThat(status(URI.create(confirm + "x"))).as("nobody's ticket").isEqualTo(404);
  }

  @Test
  public void whatIsSpentIsSpentAfterARestartOfTheCore() throws Exception {
    status(Http.notice(machine.script()));
    server.bundle("org.pixiecore.core").stop();
    server.bundle("org.pixiecore.core").start();

    eventually().until(() -> machine.script().contains(LOCAL_DISK));
    assertThat(server.shell("pixiecore:once")).contains(machine.mac().toString(), "order 1");
  }

  @Test
  public void aTicketOutlivesARestartOfTheCore() throws Exception {
    URI notice = Http.notice(machine.script());
    server.bundle("org.pixiecore.core").stop();
    assertThat(status(notice)).as("it is to try again").isEqualTo(503);
    server.bundle("org.pixiecore.core").start();

    eventually().until(() -> status(notice) == 200);
    assertThat(machine.script()).contains(LOCAL_DISK);
  }

  @Test
  public void anotherOrderIsBootedAndSoIsOneThatIsForgotten() throws Exception {
    status(Http.notice(machine.script()));
    order = new BootSpec.Once(installer("quiet"), "order 2");
    String script = machine.script();
    assertThat(script).contains("kernel");
    status(Http.notice(script));
    assertThat(machine.script()).contains(LOCAL_DISK);

    assertThat(server.shell("pixiecore:once-again " + machine.mac()))
        .contains("Forgotten", "order 1", "order 2");
    assertThat(machine.script()).contains("kernel");
    assertThat(server.shell("pixiecore:once")).doesNotContain(machine.mac().toString());
  }

  @Test
  public void anOrderWithoutANameIsANewOneWhenWhatItBootsChanges() throws Exception {
    order = new BootSpec.Once(installer("suite=12"), "");
    status(Http.notice(machine.script()));
    assertThat(machine.script()).contains(LOCAL_DISK);

    order = new BootSpec.Once(installer("suite=13"), "");
    assertThat(machine.script()).contains("suite=13");
  }

  private BootSpec.KernelBoot installer(String commandLine) {
    return new BootSpec.KernelBoot(
        BootFile.of(server.site().kernel()),
        List.of(),
        CommandLine.parse(commandLine, "URL", BootFile::parse),
        Optional.empty());
  }

  private static URI confirmation(String script) {
    Matcher matcher = CONFIRM.matcher(script);
    assertThat(matcher.find()).as("%s in %s", CONFIRM, script).isTrue();
    return URI.create(matcher.group(1));
  }

  private static int status(URI url) throws IOException, InterruptedException {
    return Http.get(url, BodyHandlers.discarding()).statusCode();
  }
}
