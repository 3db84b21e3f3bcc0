package org.pixiecore.dhcp.server;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.event.BootEvents;
import org.pixiecore.api.status.ServedNetwork;
import org.pixiecore.api.status.ServedNetworks;
import org.pixiecore.dhcp.AddressServer;
import org.pixiecore.dhcp.DhcpSurvey;
import org.pixiecore.dhcp.OtherServers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for other servers on the interfaces that {@link DhcpServer} serves. It shares that one's
 * configuration, and leaves it to say what is wrong with it.
 */
@Component(
    name = "org.pixiecore.dhcp.survey",
    configurationPid = DhcpServer.PID,
    immediate = true,
    service = {DhcpSurvey.class, OtherServers.class, ServedNetworks.class})
public final class DhcpSurveyor implements DhcpSurvey, OtherServers, ServedNetworks {

  private static final Logger LOG = LoggerFactory.getLogger(DhcpSurveyor.class);

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

  private final SecureRandom random = new SecureRandom();
  private final Survey survey;
  private volatile DhcpSettings settings;
  private SurveyRunner runner; // guarded by this

  @Activate
  public DhcpSurveyor(Map<String, Object> properties) {
    settings = DhcpSettings.parse(new Configuration(properties));
    survey =
        new Survey(
            new LocalInterfaces(LocalInterfaces::ofSystem, System::nanoTime),
            () -> settings,
            System::nanoTime,
            random::nextInt,
            () -> addressServer != null,
            new BootReport(BootEvents.whileThere(() -> bootEvents)),
            LOG);
  }

  /** Begins to look; after construction, when the services that are there are known. */
  @Activate
  synchronized void open() {
    if (settings.survey().isZero()) {
      survey.unavailable("DHCP servers are not looked for: survey = 0");
    } else if (!LinuxSocket.isSupported()) {
      survey.unavailable("DHCP servers are looked for on Linux on x86-64 and aarch64 alone");
    } else {
      runner = new SurveyRunner(survey, settings.socket() == SocketKind.RAW);
    }
  }

  @Modified
  synchronized void modified(Map<String, Object> properties) {
    Configuration configuration = new Configuration(properties);
    DhcpSettings next = DhcpSettings.parse(configuration);
    DhcpSettings before = settings;
    if (!configuration.problems().isEmpty() || next.equals(before)) {
      return;
    }
    settings = next;
    if (!next.survey().equals(before.survey()) || next.socket() != before.socket()) {
      close();
      open();
    }
  }

  @Deactivate
  synchronized void close() {
    if (runner != null) {
      runner.close();
      runner = null;
    }
  }

  @Override
  public Finding on(String interfaceName) {
    return survey.on(interfaceName);
  }

  @Override
  public List<Neighbour> neighbours() {
    return survey.neighbours();
  }

  @Override
  public List<ServedNetwork> networks() {
    return survey.networks();
  }
}
