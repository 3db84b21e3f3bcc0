package org.pixiecore.tftp.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.pixiecore.api.log.LogLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people read of requests that lead to no transfer: few lines, whatever the network sends. */
final class RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final LogLimit refusals = new LogLimit(10, PERIOD, System::nanoTime);
  private final LogLimit misses = new LogLimit(100, PERIOD, System::nanoTime);
  private final LogLimit defects = new LogLimit(1, PERIOD, System::nanoTime);
  private final LogLimit silences = new LogLimit(1, PERIOD, System::nanoTime);

  /** It is against the rules. */
  void refused(InetSocketAddress client, String reason) {
    refusals
        .permit()
        .ifPresent(
            leftOut ->
                LOG.warn(
                    "{} is refused: {}{}",
                    client.getAddress().getHostAddress(),
                    reason,
                    remark(leftOut)));
  }

  /** It cannot be served for now. */
  void silent(Requester requester, String reason) {
    silences
        .permit()
        .ifPresent(
            leftOut ->
                LOG.warn("{} goes unanswered for now: {}{}", requester, reason, remark(leftOut)));
  }

  /**
   * There is no such file.
   *
   * @param reason empty if nobody misses it
   */
  void notFound(Requester requester, String reason) {
    if (reason.isEmpty()) {
      LOG.debug("{} asks for {}, which is not served", requester, requester.file());
      return;
    }
    misses
        .permit()
        .ifPresent(
            leftOut ->
                LOG.info(
                    "{} asks for {}, which is not found: {}{}",
                    requester,
                    requester.file(),
                    reason,
                    remark(leftOut)));
  }

  /** What should not happen. */
  void defect(Delivery delivery, Throwable defect) {
    defects
        .permit()
        .ifPresent(
            leftOut ->
                LOG.error(
                    "A defect in what knows boot loaders' files; {} goes unanswered{}",
                    delivery,
                    remark(leftOut),
                    defect));
  }

  private static String remark(long leftOut) {
    return leftOut == 0 ? "" : " (" + leftOut + " such lines were left out before)";
  }
}
