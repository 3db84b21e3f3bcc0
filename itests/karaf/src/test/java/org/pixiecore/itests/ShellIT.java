package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pixiecore.itests.Server.eventually;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
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
import org.pixiecore.api.Recipes;
import org.pixiecore.api.history.BootHistory;

/** The shell's commands, as people type them. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ShellIT {

  @Rule public final Server server = Server.booting();

  @Inject private BundleContext context;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Test
  public void bootersAreListedInTheOrderOfAsking() {
    with(
        "first",
        asked -> Optional.empty(),
        () ->
            assertThat(server.shell("pixiecore:booters").lines())
                .anySatisfy(line -> assertThat(line).containsPattern("1 .*first .*100 .*there"))
                .anySatisfy(line -> assertThat(line).containsPattern("2 .*lab .*0 .*there")));
  }

  @Test
  public void aMachineThatAskedIsExplainedAsItAsked() throws Exception {
    Machine machine = server.machine();
    machine.script();

    assertThat(server.shell("pixiecore:explain " + machine.mac()))
        .contains(machine.mac().toString(), "x86 BIOS", "asks for its script", "as it asked last")
        .contains("1. booter static-lab says kernel " + server.site().kernel())
        .containsPattern("So it boots kernel .* \\(booter static-lab\\)");
  }

  @Test
  public void aMachineThatHasNotAskedIsExplainedAsTheOptionsSay() {
    Booter arms =
        asked ->
            asked.architecture().code() == 11 && asked.serial().equals(Optional.of("CZ1"))
                ? Optional.of(new BootSpec.LocalDisk())
                : Optional.empty();
    with(
        "arms",
        arms,
        () -> {
          assertThat(
                  server.shell("pixiecore:explain --arch uefi-arm64 --serial CZ1 5254.0099.0001"))
              .contains("52:54:00:99:00:01, UEFI ARM64", "it has not asked yet")
              .contains("So it boots the local disk (booter arms)");
          assertThat(server.shell("pixiecore:explain 5254.0099.0001"))
              .contains("1. booter arms passes", "2. booter static-lab says kernel");
        });
  }

  @Test
  public void whyABooterCannotSayIsShown() {
    Booter broken =
        asked -> {
          throw new IOException("the database is away");
        };
    with(
        "broken",
        broken,
        () ->
            assertThat(server.shell("pixiecore:explain 525400990002"))
                .contains("1. booter broken failed", "the database is away")
                .contains("So it is left to ask again"));
  }

  @Test
  public void whatIsWrongIsToldInALine() {
    assertThatThrownBy(() -> server.shell("pixiecore:explain nonsense"))
        .rootCause()
        .hasMessageContaining("\"nonsense\" is no MAC address");
    assertThatThrownBy(() -> server.shell("pixiecore:explain --arch pdp11 525400990003"))
        .rootCause()
        .hasMessageContaining("uefi-x86-64");
    assertThat(server.shell("pixiecore:once-again 525400990003"))
        .contains("has booted nothing that it was to boot only once");
  }

  @Test
  public void everyCommandHelps() {
    for (String command :
        new String[] {
          "boot",
          "booters",
          "explain",
          "machine",
          "machines",
          "once",
          "once-again",
          "quick",
          "status",
          "watch"
        }) {
      assertThat(server.shell("pixiecore:" + command + " --help"))
          .contains("DESCRIPTION", "pixiecore:" + command);
    }
  }

  @Test
  public void theStatusEndsWithWhetherAMachineCanBoot() {
    assertThat(server.shell("pixiecore:status"))
        .contains("Listens for machines", "Networks", "static-lab", "Boot programs")
        .containsPattern("(A machine can be booted now\\.|Not every machine can be booted now:)");
  }

  @Test
  public void machinesAreListedAndShownAndWatched() {
    ServiceRegistration<BootHistory> history =
        context.registerService(BootHistory.class, new RememberedBoots(), Ranking.HIGHEST);
    try {
      assertThat(server.shell("pixiecore:machines --no-format").lines())
          .anySatisfy(line -> assertThat(line).contains("52:54:00:aa:00:01", "loading", "50 %"))
          .anySatisfy(line -> assertThat(line).contains("52:54:00:aa:00:02", "stuck"));
      assertThat(server.shell("pixiecore:machines --stuck"))
          .contains("52:54:00:aa:00:02")
          .doesNotContain("52:54:00:aa:00:01");
      assertThat(server.shell("pixiecore:machines --state booting")).contains("No machine is so");
      assertThat(server.shell("pixiecore:machine 5254.00aa.0002"))
          .contains("is offered snponly.efi")
          .contains("Why it does not boot: The transfer stopped at octet 1024.")
          .contains("What to do: Look at the cable.");
      for (String watch : new String[] {"pixiecore:watch --once", "pixiecore:watch"}) {
        assertThat(server.shell(watch))
            .contains("[##########          ]  50 % of 1.0 MiB vmlinuz")
            .contains("! The transfer stopped at octet 1024. Look at the cable.");
      }
    } finally {
      history.unregister();
    }
  }

  @Test
  public void whatBootsIsSetListedAndRemoved() throws Exception {
    String kernel = server.site().kernel().toString();
    Machine machine = server.machine();
    assertThat(
            server.shell(
                "pixiecore:boot --name it --ranking 5 --kernel %s --cmdline 'from=shell a=${b}' %s"
                    .formatted(kernel, machine.mac())))
        .contains("org.pixiecore.booter.static-it.cfg");
    try {
      eventually().until(() -> machine.script().contains("from=shell a=${b}"));
      assertThat(server.shell("pixiecore:boot --list"))
          .contains("static", "it", "kernel =", "ranking = 5", "cmdline = (hidden)");
    } finally {
      assertThat(server.shell("pixiecore:boot --remove it")).contains("it is removed");
    }
    eventually().until(() -> machine.script().contains(Site.COMMAND_LINE));
    assertThatThrownBy(() -> server.shell("pixiecore:boot --kernel /none"))
        .rootCause()
        .hasMessageContaining("/none is not there");
    assertThatThrownBy(() -> server.shell("pixiecore:boot --initrd " + kernel))
        .rootCause()
        .hasMessageContaining("say what to boot");
  }

  @Test
  public void whatBootsOnceIsOrderedForItsMachineAlone() throws Exception {
    String kernel = server.site().kernel().toString();
    Machine machine = server.machine();
    assertThat(server.shell("pixiecore:once --kernel %s %s".formatted(kernel, machine.mac())))
        .contains("org.pixiecore.booter.static-once.cfg", "boots its local disk");
    try {
      eventually()
          .until(
              () ->
                  server
                      .shell("pixiecore:explain " + machine.mac())
                      .contains("until it confirms that it did"));
      assertThat(server.shell("pixiecore:explain 525400990009")).contains("(booter static-lab)");
    } finally {
      server.shell("pixiecore:boot --remove once");
    }
    assertThatThrownBy(() -> server.shell("pixiecore:once --kernel " + kernel))
        .rootCause()
        .hasMessageContaining("name the machines");
  }

  @Test
  public void aRecipeIsBootedByItsName() {
    ServiceRegistration<Recipes> recipes =
        context.registerService(
            Recipes.class,
            () ->
                List.of(
                    new Recipes.Recipe("it", "Test system", List.of("amd64", "arm64"), "12", "")),
            Ranking.HIGHEST);
    try {
      assertThat(server.shell("pixiecore:quick")).contains("it", "Test system", "amd64, arm64");
      assertThat(server.shell("pixiecore:quick --arch arm64 --no-wait it 52:54:00"))
          .contains("org.pixiecore.booter.recipe-it.cfg");
      assertThat(server.etc().file("org.pixiecore.booter.recipe-it"))
          .content()
          .contains("recipe = it\n", "arch = arm64\n", "machines = 52:54:00\n");
      assertThat(server.shell("pixiecore:quick --remove it")).contains("is booted no longer");
      assertThatThrownBy(() -> server.shell("pixiecore:quick --arch sparc it"))
          .rootCause()
          .hasMessageContaining("for amd64, arm64");
    } finally {
      recipes.unregister();
    }
  }

  @Test
  public void whoMayOnlyLookMayNotChange() {
    for (String looks : new String[] {"booters", "once", "status", "explain 525400990010"}) {
      assertThat(Shell.run(context, "pixiecore:" + looks, "viewer")).isNotEmpty();
    }
    for (String changes :
        new String[] {
          "boot --kernel http://host/vmlinuz",
          "once --kernel http://host/vmlinuz 525400990010",
          "once-again 525400990010",
          "quick --remove it"
        }) {
      assertThatThrownBy(() -> Shell.run(context, "pixiecore:" + changes, "viewer"))
          .as(changes)
          .hasMessageContaining("failed");
    }
  }

  @Test
  public void withoutACoreACommandSaysSo() throws Exception {
    server.bundle("org.pixiecore.core").stop();
    try {
      assertThatThrownBy(() -> server.shell("pixiecore:booters"))
          .rootCause()
          .hasMessageContaining("org.pixiecore.core");
    } finally {
      server.bundle("org.pixiecore.core").start();
    }
    eventually().until(() -> server.shell("pixiecore:booters").contains("lab"));
  }

  /** Runs something while there is a booter that is asked first. */
  private void with(String name, Booter booter, Runnable test) {
    ServiceRegistration<Booter> registration =
        context.registerService(
            Booter.class,
            booter,
            FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, 100, Booter.NAME, name)));
    try {
      test.run();
    } finally {
      registration.unregister();
    }
  }
}
