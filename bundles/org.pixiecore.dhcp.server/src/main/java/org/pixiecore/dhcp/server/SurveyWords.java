package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pixiecore.dhcp.Conflict;
import org.pixiecore.dhcp.DhcpSurvey.Finding;

/** What a survey came to, as people read it. */
final class SurveyWords {

  private SurveyWords() {}

  /**
   * Who gives addresses on a link.
   *
   * @param givesAddresses whether this server gives machines their addresses itself
   */
  static String of(Finding finding, boolean givesAddresses) {
    if (finding instanceof Finding.Servers found) {
      return servers(found.servers());
    }
    if (finding instanceof Finding.Unknown unknown) {
      return "not known: " + unknown.reason();
    }
    return givesAddresses
        ? "no other DHCP server answers"
        : "no DHCP server answers: machines get no address there, so none will boot";
  }

  /** What a server does that is in the way, and what to do. */
  static String of(Inet4Address server, Conflict conflict) {
    return "server %s %s. %s"
        .formatted(server.getHostAddress(), conflict.effect(), conflict.remedy());
  }

  static String servers(Set<Inet4Address> servers) {
    List<String> names = servers.stream().map(InetAddress::getHostAddress).sorted().toList();
    return names.size() == 1
        ? "DHCP server " + names.get(0) + " answers"
        : names.stream().collect(Collectors.joining(", ", "DHCP servers ", " answer"));
  }
}
