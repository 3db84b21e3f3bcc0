package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pixiecore.itests.Server.eventually;

import java.io.IOException;
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
    for (String command : new String[] {"booters", "explain", "once", "once-again"}) {
      assertThat(server.shell("pixiecore:" + command + " --help"))
          .contains("DESCRIPTION", "pixiecore:" + command);
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
