package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootEvents;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramInventory;
import org.pixiecore.api.status.ProgramUse;

/** What the bundles that serve a machine tell of its boot, and of themselves. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BootEventsIT {

  @Inject private BundleContext context;

  @Rule public final Server server = Server.booting();

  private final List<BootEvent> events = new CopyOnWriteArrayList<>();
  private ServiceRegistration<BootEvents> listening;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  /** In the place of the one that the distribution has. */
  @Before
  public void listen() {
    listening =
        context.registerService(
            BootEvents.class,
            events::add,
            FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, 1000)));
  }

  @After
  public void listenNoMore() {
    listening.unregister();
  }

  @Test
  public void aWholeBootIsToldInItsOrder() throws Exception {
    Machine machine = server.machine();
    MacAddress mac = machine.mac();
    server.firmware().discover(Capture.of("ovmf-x64-discover").from(mac), server.ports().dhcp());
    String program =
        Machine.bootFile(
            server
                .firmware()
                .ask(Capture.of("ovmf-x64-request-4011").from(mac), server.ports().pxe()));
    try (TftpDownload download = new TftpDownload(server.ports().tftp())) {
      download.begin(program, Map.of("tsize", "0", "blksize", "1468"));
      download.finish();
    }
    long size = Files.size(server.site().program("snponly.efi"));
    awaitTold(mac, "TFTP ipxe-x86_64.efi: COMPLETE, %d of %d".formatted(size, size));
    String script = machine.script();
    List<String> files = new ArrayList<>();
    for (URI file : Http.files(script)) {
      int sent = Http.get(file, BodyHandlers.ofByteArray()).body().length;
      String path = file.getPath();
      String name = path.substring(path.lastIndexOf('/') + 1);
      files.add("HTTP %s begins".formatted(name));
      files.add("HTTP %s: COMPLETE, %d of %d".formatted(name, sent, sent));
      awaitTold(mac, files.get(files.size() - 1));
    }
    Http.get(Http.notice(script), BodyHandlers.discarding());

    List<String> expected =
        new ArrayList<>(
            List.of(
                "PXE's DISCOVER on 67",
                "static-lab ANSWERED",
                "boot decided",
                "ipxe-x86_64.efi told on 67 as BOOT_PROGRAM",
                "PXE's REQUEST on 4011",
                "static-lab ANSWERED",
                "boot decided",
                "ipxe-x86_64.efi told on 4011 as BOOT_PROGRAM",
                "TFTP ipxe-x86_64.efi begins, to IPXE",
                "TFTP ipxe-x86_64.efi: COMPLETE, %d of %d".formatted(size, size),
                "IPXE's DISCOVER on 67",
                "static-lab ANSWERED",
                "boot decided",
                "URL told on 67 as SCRIPT",
                "static-lab ANSWERED",
                "boot decided",
                "boot by iPXE script"));
    expected.addAll(files);
    expected.add("starts vmlinuz of static-lab");
    awaitTold(mac, "starts vmlinuz of static-lab");
    assertThat(told(mac)).containsSubsequence(expected);
  }

  @Test
  public void whoListensMayGoWhileMachinesBoot() throws Exception {
    listening.unregister();
    Machine machine = server.machine();
    assertThat(machine.script()).contains(Site.COMMAND_LINE);
    assertThat(told(machine.mac())).isEmpty();

    listen();
    assertThat(machine.script()).contains(Site.COMMAND_LINE);
    assertThat(told(machine.mac())).contains("boot by iPXE script");
  }

  @Test
  public void eachPortIsServedAndSaidToBe() {
    Server.eventually()
        .untilAsserted(
            () ->
                assertThat(ports())
                    .contains(
                        served("ProxyDHCP", server.ports().dhcp()),
                        served("PXE boot server", server.ports().pxe()),
                        served("TFTP", server.ports().tftp()),
                        served("HTTP", server.ports().http()))
                    .allMatch(port -> port.problem().isEmpty()));
  }

  private static ListeningPort served(String purpose, int port) {
    return new ListeningPort(purpose, port, "*", Optional.empty(), Optional.empty());
  }

  /** As if each were on every address: which of them a test container has is its own affair. */
  private List<ListeningPort> ports() throws InvalidSyntaxException {
    Collection<ServiceReference<Listening>> services =
        context.getServiceReferences(Listening.class, null);
    return services.stream()
        .map(context::getService)
        .flatMap(service -> service.ports().stream())
        .map(
            port ->
                new ListeningPort(
                    port.purpose(), port.port(), "*", Optional.empty(), port.problem()))
        .sorted(Comparator.comparing(ListeningPort::purpose))
        .toList();
  }

  @Test
  public void whatIsInstalledIsInTheInventory() {
    ProgramInventory inventory =
        context.getService(context.getServiceReference(ProgramInventory.class));
    Server.eventually()
        .untilAsserted(
            () ->
                assertThat(inventory.uses())
                    .filteredOn(use -> use.key().equals("efi64"))
                    .singleElement()
                    .satisfies(this::isInstalled));
  }

  private void isInstalled(ProgramUse use) {
    assertThat(use.needed()).isTrue();
    assertThat(use.program().orElseThrow().path()).isEqualTo(server.site().program("snponly.efi"));
  }

  private void awaitTold(MacAddress mac, String what) {
    Server.eventually().untilAsserted(() -> assertThat(told(mac)).contains(what));
  }

  private List<String> told(MacAddress mac) {
    return events.stream()
        .filter(event -> event.client().mac().equals(Optional.of(mac)))
        .map(BootEventsIT::words)
        .toList();
  }

  private static String words(BootEvent event) {
    if (event instanceof BootEvent.Heard heard) {
      return "%s's %s on %d"
          .formatted(
              heard.machine().map(machine -> machine.firmware().name()).orElse("nobody"),
              heard.message(),
              heard.port());
    }
    if (event instanceof BootEvent.BooterAsked asked) {
      return asked.booter() + " " + asked.outcome();
    }
    if (event instanceof BootEvent.Decided decided) {
      return word(decided.decision()) + " decided";
    }
    if (event instanceof BootEvent.Told told) {
      String what = told.what().startsWith("http://") ? "URL" : told.what();
      return "%s told on %d as %s".formatted(what, told.port(), told.next());
    }
    if (event instanceof BootEvent.TransferBegan began) {
      FileTransfer transfer = began.transfer();
      return "%s %s begins%s"
          .formatted(
              transfer.protocol(),
              transfer.name(),
              transfer.program().map(loader -> ", to " + loader.name()).orElse(""));
    }
    if (event instanceof BootEvent.TransferEnded ended) {
      FileTransfer transfer = ended.transfer();
      return "%s %s: %s, %d of %d"
          .formatted(
              transfer.protocol(),
              transfer.name(),
              ended.outcome(),
              transfer.sent().getAsLong(),
              transfer.size().orElseThrow());
    }
    if (event instanceof BootEvent.Instructed instructed) {
      return word(instructed.decision()) + " by " + instructed.instructions();
    }
    if (event instanceof BootEvent.Booting booting) {
      return "starts %s of %s".formatted(booting.name(), booting.booter());
    }
    return event.toString();
  }

  private static String word(BootDecision decision) {
    return decision instanceof BootDecision.Boot ? "boot" : decision.toString();
  }
}
