package org.pixiecore.http;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import javax.servlet.http.HttpServletRequest;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.Client;

/**
 * One request for a file.
 *
 * @param client who asks: by the machine's MAC address if the URL has it
 * @param method GET or HEAD
 * @param start when it began, as {@link System#nanoTime()}
 * @param reports is told what comes of it
 */
record Fetch(Client client, String method, long start, BootReports reports) {

  static Fetch begin(HttpServletRequest request, BootReports reports) throws IOException {
    return new Fetch(Requesters.of(request), request.getMethod(), System.nanoTime(), reports);
  }

  /** The same, by a machine that is known. */
  static Fetch begin(HttpServletRequest request, MacAddress mac, BootReports reports)
      throws IOException {
    Client client = Requesters.of(request, mac);
    return new Fetch(client, request.getMethod(), System.nanoTime(), reports);
  }

  /** Names it in the log. */
  String who() {
    return client.toString();
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /**
   * The file is not sent.
   *
   * @param reason for people; empty if nobody misses it
   */
  void refused(String name, String reason) {
    reports.refused(client, name, reason);
  }

  /**
   * The file is sent from now on.
   *
   * @param shown what the log calls it
   * @param name by which the client knows it
   * @param program the loader that a boot program is; empty for what is none
   * @param size of what is sent, in octets; empty if it is not known
   */
  Sending sends(Object shown, String name, Optional<Loader> program, OptionalLong size) {
    return Sending.begin(this, shown, name, program, size);
  }
}
