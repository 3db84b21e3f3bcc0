package org.pixiecore.health;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ListeningPort;

/**
 * Whether machines are heard. A purpose that has no port at all is critical, one that has a port on
 * some interfaces and not on others is a warning.
 */
@Component(
    service = HealthCheck.class,
    property = {
      HealthCheck.NAME + "=Pixiecore: ports",
      HealthCheck.MBEAN_NAME + "=pixiecore-ports",
      HealthCheck.TAGS + "=" + Checks.TAG
    })
public final class PortsCheck implements HealthCheck {

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Listening> listening = List.of();

  @Activate
  public PortsCheck() {}

  @Override
  public Result execute() {
    return check(listening.stream().flatMap(bundle -> bundle.ports().stream()).toList());
  }

  static Result check(List<ListeningPort> ports) {
    FormattingResultLog log = new FormattingResultLog();
    if (ports.isEmpty()) {
      log.critical(
          "Nothing listens for machines. Start the bundles org.pixiecore.dhcp.server and"
              + " org.pixiecore.tftp.server; log:display may say why they are not there.");
    }
    Map<String, Boolean> served = new TreeMap<>();
    for (ListeningPort port : ports) {
      served.merge(port.purpose(), port.problem().isEmpty(), Boolean::logicalOr);
    }
    for (ListeningPort port : ports) {
      String which = "%s, port %d on %s".formatted(port.purpose(), port.port(), port.on());
      if (port.problem().isEmpty()) {
        log.info("{}: served", which);
      } else if (served.get(port.purpose())) {
        log.warn("{}: {}", which, port.problem().get());
      } else {
        log.critical("{}: {}", which, port.problem().get());
      }
    }
    return new Result(log);
  }
}
