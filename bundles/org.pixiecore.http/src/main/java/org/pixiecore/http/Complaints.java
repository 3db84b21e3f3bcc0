package org.pixiecore.http;

import java.time.Duration;
import java.util.OptionalLong;
import javax.servlet.ServletRequest;
import org.pixiecore.api.log.LogLimit;
import org.slf4j.Logger;

/** Warns of malformed requests, which anyone may send, and as many as they like. */
final class Complaints {

  private static final int LINES_A_MINUTE = 10;

  private final Logger log;
  private final LogLimit limit =
      new LogLimit(LINES_A_MINUTE, Duration.ofMinutes(1), System::nanoTime);

  Complaints(Logger log) {
    this.log = log;
  }

  /** Logs what is wrong with a request, and whose it is. */
  void about(ServletRequest request, String what) {
    OptionalLong heldBack = limit.permit();
    if (heldBack.isEmpty()) {
      log.debug("{}: {}", request.getRemoteAddr(), what);
    } else if (heldBack.getAsLong() == 0) {
      log.warn("{}: {}", request.getRemoteAddr(), what);
    } else {
      log.warn(
          "{}: {} ({} more like this before)", request.getRemoteAddr(), what, heldBack.getAsLong());
    }
  }
}
