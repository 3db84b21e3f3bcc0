package org.pixiecore.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.Client;

/** Who sends a request. */
final class Requesters {

  private Requesters() {}

  /** By the MAC address in the query, if there is one. */
  static Client of(HttpServletRequest request) throws UnknownHostException {
    return new Client(mac(request.getParameter(MachineQuery.MAC)), Optional.of(address(request)));
  }

  /** A machine that is known. */
  static Client of(HttpServletRequest request, MacAddress mac) throws UnknownHostException {
    return Client.of(mac, address(request));
  }

  private static InetAddress address(HttpServletRequest request) throws UnknownHostException {
    // a literal, for which nobody is asked
    return InetAddress.getByName(request.getRemoteAddr());
  }

  private static Optional<MacAddress> mac(String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(MacAddress.parse(text));
    } catch (IllegalArgumentException e) {
      // what is no address names nobody
      return Optional.empty();
    }
  }
}
