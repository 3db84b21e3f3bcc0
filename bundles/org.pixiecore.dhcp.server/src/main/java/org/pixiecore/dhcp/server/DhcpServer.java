package org.pixiecore.dhcp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.BootService;
import org.pixiecore.api.BootUrls;
import org.pixiecore.api.config.Interfaces;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.event.BootEvents;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.dhcp.AddressServer;
import org.pixiecore.dhcp.PxePort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ProxyDHCP and the PXE boot server. Each port has a listener of its own, so that one that cannot
 * be had does not take the other down. The services that decide are looked up with each request:
 * they may come and go without the sockets noticing.
 */
@Component(name = DhcpServer.PID, immediate = true, service = Listening.class)
@Designate(ocd = DhcpConfiguration.class)
public final class DhcpServer implements Listening {

  static final String PID = "org.pixiecore.dhcp.server";

  private static final Logger LOG = LoggerFactory.getLogger(DhcpServer.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootService bootService;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootPrograms bootPrograms;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootUrls bootUrls;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AddressServer addressServer;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile BootEvents bootEvents;

  private final LiveSettings<DhcpSettings> settings;
  private final LocalInterfaces interfaces =
      new LocalInterfaces(LocalInterfaces::ofSystem, System::nanoTime);
  private final BootLog log = new BootLog(LOG, System::nanoTime);
  private final BootReport report = new BootReport(BootEvents.whileThere(() -> bootEvents));
  private final NextStage nextStage =
      new BootServices(() -> bootService, () -> bootPrograms, () -> bootUrls, report);
  private final Addresses addresses;
  private final Manners manners;
  private final Map<PxePort, PortListener> listeners = new ConcurrentHashMap<>();

  @Activate
  public DhcpServer(Map<String, Object> properties) {
    settings = new LiveSettings<>(DhcpSettings::parse, properties);
    addresses = new Addresses(() -> addressServer, settings::current, interfaces, report, log);
    manners = new Manners(settings::current, System::nanoTime, report, log);
  }

  /** Opens both ports; after construction, when the services that are there are known. */
  @Activate
  void open() {
    for (PxePort role : PxePort.values()) {
      listeners.put(role, listen(role, settings.current()));
    }
    sayWhichInterfaces();
    sayUnseenMenu();
  }

  @Modified
  void modified(Map<String, Object> properties) {
    DhcpSettings before = settings.current();
    if (!settings.update(properties)) {
      return;
    }
    DhcpSettings now = settings.current();
    // first close all that change: the two may have swapped their ports
    for (PxePort role : PxePort.values()) {
      if (!sameSocket(role, before, now)) {
        listeners.remove(role).close();
      }
    }
    for (PxePort role : PxePort.values()) {
      listeners.computeIfAbsent(role, absent -> listen(absent, now));
    }
    sayWhichInterfaces();
    sayUnseenMenu();
  }

  @Deactivate
  void close() {
    listeners.values().forEach(PortListener::close);
  }

  @Override
  public List<ListeningPort> ports() {
    Interfaces chosen = settings.current().interfaces();
    List<String> missing = interfaces.missing(chosen);
    List<String> where = chosen.names().isEmpty() ? List.of("*") : List.copyOf(chosen.names());
    List<ListeningPort> ports = new ArrayList<>();
    for (PxePort role : PxePort.values()) {
      PortListener listener = listeners.get(role);
      if (listener != null) {
        where.stream()
            .map(listener::port)
            .map(port -> missing.contains(port.on()) ? withoutInterface(port) : port)
            .forEach(ports::add);
      }
    }
    return ports;
  }

  private static ListeningPort withoutInterface(ListeningPort port) {
    String problem = missing(List.of(port.on()));
    return new ListeningPort(
        port.purpose(), port.port(), port.on(), port.how(), Optional.of(problem));
  }

  private static String missing(List<String> names) {
    return "There is no interface or address %s now; it is served once it is there."
        .formatted(String.join(", ", names));
  }

  private static boolean sameSocket(PxePort role, DhcpSettings before, DhcpSettings now) {
    return before.port(role) == now.port(role) && before.socket().of(role) == now.socket().of(role);
  }

  private PortListener listen(PxePort role, DhcpSettings now) {
    int port = now.port(role);
    SocketKind kind = now.socket().of(role);
    Responder responder =
        new Responder(
            role, settings::current, interfaces, nextStage, manners, addresses, report, log);
    return new PortListener(role, port, () -> kind.open(port), RETRY, responder, log);
  }

  private void sayWhichInterfaces() {
    Interfaces chosen = settings.current().interfaces();
    LOG.info("Machines are answered on {}", interfaces.served(chosen));
    List<String> missing = interfaces.missing(chosen);
    if (!missing.isEmpty()) {
      LOG.warn("{}", missing(missing));
    }
  }

  private void sayUnseenMenu() {
    if (settings.current().menuIsUnseen()) {
      LOG.warn(
          "{} is shown to no machine: {} = {} has no menu. Take that key out, or say menu or auto.",
          MenuSettings.ITEMS,
          FormSettings.ALL,
          settings.current().forms().all().name().toLowerCase(Locale.ROOT));
    }
  }
}
