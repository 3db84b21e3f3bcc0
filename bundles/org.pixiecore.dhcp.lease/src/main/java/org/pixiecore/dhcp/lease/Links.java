package org.pixiecore.dhcp.lease;

import java.net.Inet4Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pixiecore.dhcp.DhcpSurvey;
import org.pixiecore.dhcp.DhcpSurvey.Finding;

/** On which links addresses are given. What changes is said in the log once. */
final class Links {

  /** A host that has more interfaces than that is forgotten some of, and told twice. */
  private static final int MOST = 1024;

  /**
   * How long it may be unknown whether there is another server before people are told: at a start
   * the survey comes a moment later than this bundle, and its first questions take {@link
   * Service#SILENCE}.
   */
  static final Duration UNSURE_IS_NEWS_AFTER = Duration.ofSeconds(15);

  private final Supplier<Mode> mode;
  private final Supplier<DhcpSurvey> survey;
  private final Clock clock;
  private final LeaseLog log;
  private final Map<String, Instant> serverSeen = new HashMap<>();
  private final Map<String, Service> said = new HashMap<>();
  private final Map<String, Instant> unsureSince = new HashMap<>();

  /**
   * Makes it.
   *
   * @param survey null while there is none
   */
  Links(Supplier<Mode> mode, Supplier<DhcpSurvey> survey, Clock clock, LeaseLog log) {
    this.mode = mode;
    this.survey = survey;
    this.clock = clock;
    this.log = log;
  }

  /** What is to be done on the link of an interface, now. */
  synchronized Service on(String interfaceName) {
    Finding finding = finding(interfaceName);
    Instant now = clock.instant();
    if (finding instanceof Finding.Servers) {
      serverSeen.put(interfaceName, now);
    }
    Optional<Instant> seen = Optional.ofNullable(serverSeen.get(interfaceName));
    Service service = Service.of(mode.get(), finding, seen, now);
    if (isNews(interfaceName, service, now)) {
      say(interfaceName, service);
    }
    return service;
  }

  /**
   * Looks at interfaces of which nobody asks, so that people learn what holds there.
   *
   * @param up all that are there: what was said of others is forgotten
   * @param giving those on whose own link there is something to give; on others relays may ask
   */
  synchronized void look(List<String> up, List<String> giving) {
    said.keySet().retainAll(up);
    unsureSince.keySet().retainAll(up);
    // not by interface: the link is down while the router at its other end starts anew
    Instant longAgo = clock.instant().minus(Service.SILENCE_AFTER_A_SERVER);
    serverSeen.values().removeIf(seen -> seen.isBefore(longAgo));
    giving.stream().limit(MOST).forEach(this::on);
  }

  /** A machine takes the offer of another server, which the survey may not have met yet. */
  synchronized void anotherServer(String interfaceName, Inet4Address server) {
    if (serverSeen.size() < MOST) {
      Instant before = serverSeen.put(interfaceName, clock.instant());
      if (before == null && mode.get() == Mode.AUTO) {
        log.conflict(
            "%s: a machine takes the offer of the DHCP server %s"
                .formatted(interfaceName, server.getHostAddress()));
      }
    }
  }

  private Finding finding(String interfaceName) {
    DhcpSurvey now = survey.get();
    return now == null
        ? new Finding.Unknown("org.pixiecore.dhcp.server, which looks for it, is not there")
        : now.on(interfaceName);
  }

  private boolean isNews(String interfaceName, Service service, Instant now) {
    if (!(service instanceof Service.Unsure)) {
      unsureSince.remove(interfaceName);
      return true;
    }
    Instant since = unsureSince.computeIfAbsent(interfaceName, absent -> now);
    if (now.isBefore(since.plus(UNSURE_IS_NEWS_AFTER))) {
      log.detail(interfaceName + ": " + service.words());
      return false;
    }
    return true;
  }

  private void say(String interfaceName, Service service) {
    if (service.equals(said.put(interfaceName, service)) || service instanceof Service.Off) {
      return;
    }
    String line = interfaceName + ": " + service.words();
    if (service instanceof Service.GivenBeside || service instanceof Service.LeftTo) {
      log.conflict(line);
    } else {
      log.step(line);
    }
  }
}
