package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.itests.Server.eventually;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvents;
import org.pixiecore.api.event.BootListener;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.BootWatcher;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.Diagnosis.Cause;
import org.pixiecore.api.history.MachineBoot;

/** What is reported of boots comes to those who listen, and to people. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BootHistoryIT {

  private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

  @Rule public final Server server = Server.withoutABooter();

  @Inject private BundleContext context;
  @Inject private BootEvents events;
  @Inject private BootHistory history;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Test
  public void aMachinesBootIsKept() {
    MacAddress mac = MacAddress.parse("52:54:00:55:00:01");
    events.report(heard(mac));
    FileTransfer program =
        new FileTransfer(
            FileTransfer.Protocol.TFTP,
            "snponly.efi",
            Optional.of(Loader.IPXE),
            OptionalLong.of(1000),
            () -> 400);
    events.report(new BootEvent.TransferBegan(Instant.now(), Client.of(mac, ADDRESS), program));

    eventually().until(() -> state(mac).equals(Optional.of(BootState.LOADING_PROGRAM)));
    MachineBoot boot = history.machine(mac).orElseThrow();
    assertThat(boot.vendor()).contains("QEMU");
    assertThat(boot.link()).isEqualTo(ChainLink.PROGRAM);
    assertThat(boot.running()).containsExactly(program);
    assertThat(boot.timeline()).extracting(step -> step.text()).last().asString().contains("loads");
    assertThat(history.machines()).extracting(MachineBoot::mac).contains(mac);
  }

  /** Services that come while it runs, as from a bundle that is deployed. */
  @Test
  public void listenersAreToldAndAFailingOneHarmsNobody() throws Exception {
    MacAddress mac = MacAddress.parse("52:54:00:55:00:02");
    List<BootEvent> told = new CopyOnWriteArrayList<>();
    List<MachineBoot> watched = new CopyOnWriteArrayList<>();
    BootListener failing =
        event -> {
          throw new IllegalStateException("this listener is broken");
        };
    ServiceRegistration<?> broken = register(BootListener.class, failing);
    ServiceRegistration<?> listener = register(BootListener.class, told::add);
    ServiceRegistration<?> watcher = register(BootWatcher.class, watched::add);
    Log log = Log.ofThisContainer();
    BootEvent event = heard(mac);
    try {
      events.report(event);

      eventually().until(() -> told.contains(event));
      eventually().until(() -> watched.stream().anyMatch(boot -> boot.mac().equals(mac)));
      log.awaitLine("failed", "WARN");
    } finally {
      broken.unregister();
      listener.unregister();
      watcher.unregister();
    }

    BootEvent later = heard(mac);
    events.report(later);
    eventually().until(() -> history.machine(mac).orElseThrow().heard().equals(later.at()));
    assertThat(told).doesNotContain(later);
  }

  @Test
  public void whyAMachineDoesNotBootIsInTheLog() throws Exception {
    MacAddress mac = MacAddress.parse("52:54:00:55:00:03");
    Log log = Log.ofThisContainer();
    events.report(heard(mac));
    events.report(
        new BootEvent.Unanswered(
            Instant.now(),
            Client.of(mac),
            BootEvent.Obstacle.NO_BOOT_PROGRAM,
            "no package has one"));

    log.awaitLine("WARN", mac + ": There is no boot program for it (UEFI ARM64): no package");
    assertThat(state(mac)).contains(BootState.STUCK);
    assertThat(history.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.mac()).isEqualTo(mac);
              assertThat(problem.diagnosis().cause()).isEqualTo(Cause.NO_BOOT_PROGRAM);
            });
    assertThat(history.forget(mac)).isTrue();
    assertThat(history.machine(mac)).isEmpty();
  }

  @Test
  public void howMuchIsRememberedIsChangedWhileItRuns() throws Exception {
    for (int i = 0; i < 30; i++) {
      events.report(heard(new MacAddress(0x525400_550100L + i)));
    }
    eventually().until(() -> history.machines().size() >= 30);

    server.etc().set("org.pixiecore.history", "machines", "10");
    try {
      eventually().until(() -> history.machines().size() == 10);
    } finally {
      server.etc().set("org.pixiecore.history", "machines", "5000");
    }
  }

  private Optional<BootState> state(MacAddress mac) {
    return history.machine(mac).map(MachineBoot::state);
  }

  private static BootEvent heard(MacAddress mac) {
    return new BootEvent.Heard(
        Instant.now(),
        Client.of(mac),
        BootEvent.DhcpMessage.DISCOVER,
        67,
        "eth0",
        Optional.of(new Machine(mac, Architecture.EFI_ARM64, Firmware.PXE, Optional.empty())),
        0,
        Optional.empty());
  }

  private <S> ServiceRegistration<S> register(Class<S> type, S service) {
    return context.registerService(type, service, FrameworkUtil.asDictionary(Map.of()));
  }
}
