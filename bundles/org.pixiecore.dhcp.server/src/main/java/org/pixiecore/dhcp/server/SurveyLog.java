package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.pixiecore.api.log.LogLimit;
import org.pixiecore.dhcp.Conflict;
import org.pixiecore.dhcp.DhcpSurvey.Finding;
import org.pixiecore.dhcp.OtherServer;
import org.slf4j.Logger;

/**
 * Tells people what a survey came to, once, and again when that changes; a few lines a minute,
 * whatever the network sends.
 */
final class SurveyLog {

  private static final int LINES_PER_MINUTE = 20;

  private record Found(String nic, Inet4Address server, Conflict conflict) {}

  private final Logger log;
  private final LogLimit limit;
  private final BooleanSupplier givesAddresses;
  private final Map<String, String> saidOf = new HashMap<>();
  private final Set<Found> said = new HashSet<>();

  /**
   * @param givesAddresses whether this server gives machines their addresses itself
   */
  SurveyLog(Logger log, LongSupplier nanoTime, BooleanSupplier givesAddresses) {
    this.log = log;
    this.limit = new LogLimit(LINES_PER_MINUTE, Duration.ofMinutes(1), nanoTime);
    this.givesAddresses = givesAddresses;
  }

  /** Forgets all other interfaces: what is found there later is news. */
  void retain(Set<String> nics) {
    saidOf.keySet().retainAll(nics);
    said.removeIf(found -> !nics.contains(found.nic()));
  }

  void finding(String nic, Finding finding) {
    if (finding instanceof Finding.Servers found) {
      String servers = SurveyWords.servers(found.servers());
      if (isNews(nic, servers + " on " + nic)) {
        info(servers + " on " + nic);
      }
    } else if (finding instanceof Finding.Nobody) {
      String line = "no DHCP server answers on " + nic;
      if (!isNews(nic, line)) {
        return;
      }
      if (givesAddresses.getAsBoolean()) {
        info("no other DHCP server answers on " + nic);
      } else {
        warn(line + ": machines get no address there, so none will boot");
      }
    } else if (finding instanceof Finding.Unknown unknown) {
      log.debug("{}: {}", nic, unknown.reason());
    }
  }

  /**
   * Names what keeps machines from booting.
   *
   * @param servers all that are known on the interface now
   */
  void conflicts(String nic, List<OtherServer> servers) {
    Set<Found> now = new HashSet<>();
    for (OtherServer server : servers) {
      server.conflicts().forEach(found -> now.add(new Found(nic, server.address(), found)));
    }
    said.removeIf(found -> found.nic().equals(nic) && !now.contains(found));
    for (Found found : now) {
      if (said.add(found)) {
        warn(nic + ": " + SurveyWords.of(found.server(), found.conflict()));
      }
    }
  }

  private boolean isNews(String nic, String line) {
    return !line.equals(saidOf.put(nic, line));
  }

  private void info(String line) {
    OptionalLong leftOut = limit.permit();
    if (leftOut.isPresent()) {
      log.info("{}{}", line, remark(leftOut.getAsLong()));
    }
  }

  private void warn(String line) {
    OptionalLong leftOut = limit.permit();
    if (leftOut.isPresent()) {
      log.warn("{}{}", line, remark(leftOut.getAsLong()));
    }
  }

  private static String remark(long leftOut) {
    return leftOut == 0 ? "" : " (" + leftOut + " lines like this were left out before it)";
  }
}
