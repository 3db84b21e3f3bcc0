package org.pixiecore.http;

import java.time.Duration;
import javax.servlet.http.HttpServletRequest;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.MacAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request for a file.
 *
 * @param who the machine's MAC address if the URL has it, else the client's IP address
 * @param method GET or HEAD
 * @param token what the file is sealed in; empty if there is none
 * @param start when it began, as {@link System#nanoTime()}
 */
record Fetch(String who, String method, String token, long start) {

  private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);

  static Fetch begin(HttpServletRequest request) {
    return new Fetch(who(request), request.getMethod(), token(request), System.nanoTime());
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** The one line for a file that was sent, or was begun to be. */
  void log(BootFile file, long bytes, Throwable failure) {
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

  /** The first segment after the servlet's path; what follows is for people. */
  private static String token(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null ? "" : path.substring(1).split("/", 2)[0];
  }
}
