package org.pixiecore.http;

import java.time.Duration;
import javax.servlet.http.HttpServletRequest;
import org.pixiecore.api.MacAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request for a file.
 *
 * @param who the machine's MAC address if the URL has it, else the client's IP address
 * @param method GET or HEAD
 * @param start when it began, as {@link System#nanoTime()}
 */
record Fetch(String who, String method, long start) {

  private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);

  static Fetch begin(HttpServletRequest request) {
    return begin(request, who(request));
  }

  /**
   * The same, by a machine that is known.
   *
   * @param who names it in the log
   */
  static Fetch begin(HttpServletRequest request, String who) {
    return new Fetch(who, request.getMethod(), System.nanoTime());
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** The one line for a file that was sent, or was begun to be. */
  void log(Object file, long bytes, Throwable failure) {
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    if (failure == null) {
      LOG.info("{}: fetched {}: {} bytes in {} ms", who, file, bytes, millis);
    } else {
      LOG.warn(
          "{}: {} broke off: {} bytes in {} ms: {}", who, file, bytes, millis, failure.toString());
    }
  }

  private static String who(HttpServletRequest request) {
    String mac = request.getParameter(MachineQuery.MAC);
    if (mac != null) {
      try {
        return MacAddress.parse(mac).toString();
      } catch (IllegalArgumentException e) {
        // what is no address is no name for the log
        return request.getRemoteAddr();
      }
    }
    return request.getRemoteAddr();
  }
}
