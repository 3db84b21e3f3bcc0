package org.pixiecore.http;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the word of machines that they booted what they were to boot once. */
@Component(service = Confirmations.class)
public final class Confirmations {

  /** What came of it. */
  enum Outcome {
    /** It is kept on disk, since now or before. */
    SPENT,

    /** This server did not make the ticket. */
    FOREIGN,

    /** The client is to try again. */
    NOT_NOW
  }

  private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);
  private static final String PAUSE_SECONDS = "2";

  private final BootReports reports;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile OneShots oneShots;

  @Activate
  public Confirmations(@Reference BootReports reports) {
    this.reports = reports;
  }

  /**
   * A machine says that it booted.
   *
   * @param ticket whatever a client sent
   * @param request by which it says so
   */
  Outcome confirm(String ticket, HttpServletRequest request) {
    OneShots asked = oneShots;
    if (asked == null) {
      LOG.info("A machine says that it booted, but the core is not there: it is to say so again");
      return Outcome.NOT_NOW;
    }
    try {
      // core says in the log what is spent by it
      Optional<OneShots.Spent> spent = asked.confirm(ticket);
      if (spent.isEmpty()) {
        return Outcome.FOREIGN;
      }
      reports.confirmed(Requesters.of(request, spent.get().mac()), spent.get().booter());
      return Outcome.SPENT;
    } catch (IOException e) {
      LOG.error(
          "A machine booted what it boots once, and that cannot be kept: {}. It is to say so again"
              + " until it can.",
          new OneLine(e.getMessage()));
      return Outcome.NOT_NOW;
    } catch (RuntimeException e) {
      // a core that is being stopped: the next one answers better
      LOG.error("A machine says that it booted, and the core failed", e);
      return Outcome.NOT_NOW;
    }
  }

  /** Has the client try again. */
  static void sendNotNow(HttpServletResponse response) throws IOException {
    response.setHeader("Retry-After", PAUSE_SECONDS);
    PlainText.send(
        response,
        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        "The server cannot keep this in mind now. Try again.\n");
  }
}
