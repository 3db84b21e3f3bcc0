package org.pixiecore.http;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.pixiecore.api.MacAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A machine says that it has loaded everything and is about to start it. A ticket in that is spent;
 * one that this server did not make holds no machine up, for it can be mended by none.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pixiecore-booting")
@HttpWhiteboardServletPattern(ServerUrls.NOTICE_PATH)
public final class BootNotice extends HttpServlet {

  /** Query key: the name of the kernel or program. */
  static final String NAME = "kernel";

  /** Query key: the booter's name. */
  static final String BOOTER = "booter";

  /** Query key: what is spent by this. */
  static final String TICKET = "ticket";

  private static final Logger LOG = LoggerFactory.getLogger(BootNotice.class);
  private static final String ANSWER = "Good luck.\n";
  private static final int LONGEST_NAME = 100;

  private final Confirmations confirmations;
  private final BootReports reports;
  private final Complaints complaints = new Complaints(LOG);

  @Activate
  public BootNotice(@Reference Confirmations confirmations, @Reference BootReports reports) {
    this.confirmations = confirmations;
    this.reports = reports;
  }

  /** Asks how the answer to GET would look, and says and spends nothing. */
  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PlainText.send(response, HttpServletResponse.SC_OK, ANSWER);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    MacAddress mac;
    try {
      mac = MacAddress.parse(String.valueOf(request.getParameter(MachineQuery.MAC)));
    } catch (IllegalArgumentException e) {
      complaints.about(request, "a boot notice names no machine");
      PlainText.send(
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "mac must be six octets like 52:54:00:12:34:56\n");
      return;
    }
    String ticket = request.getParameter(TICKET);
    if (ticket != null) {
      switch (confirmations.confirm(ticket, request)) {
        case NOT_NOW -> {
          Confirmations.sendNotNow(response);
          return;
        }
        case FOREIGN ->
            complaints.about(request, "a boot notice has a ticket that this server did not make");
        case SPENT -> {}
      }
    }
    String name = name(request.getParameter(NAME));
    String booter = name(request.getParameter(BOOTER));
    LOG.info("{}: is booting {} (booter {})", mac, name, booter);
    reports.booting(Requesters.of(request, mac), name, booter);
    PlainText.send(response, HttpServletResponse.SC_OK, ANSWER);
  }

  /** Whoever asks writes this into the log: it stays on its line, and short. */
  static String name(String given) {
    if (given == null) {
      return "an unnamed one";
    }
    String line = given.replaceAll("[^\\p{Graph}]", "_");
    return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) + "..." : line;
  }
}
