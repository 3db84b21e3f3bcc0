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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an installer, or a script, fetches when it is done: {@code /pixiecore/confirm/<ticket>}.
 * Without a ticket it is harmless, so that a command line may hold the URL whether the machine
 * boots once or each time. Installers fetch URLs by GET or POST, as they have a tool for; HEAD says
 * nothing and spends nothing.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pixiecore-confirm")
@HttpWhiteboardServletPattern(ServerUrls.CONFIRM_PATH + "/*")
public final class ConfirmServlet extends HttpServlet {

  private static final Logger LOG = LoggerFactory.getLogger(ConfirmServlet.class);
  private static final String THANKS = "Thank you.\n";

  private final Confirmations confirmations;
  private final Complaints complaints = new Complaints(LOG);

  @Activate
  public ConfirmServlet(@Reference Confirmations confirmations) {
    this.confirmations = confirmations;
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PlainText.send(response, HttpServletResponse.SC_OK, THANKS);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doGet(request, response);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    if (path == null || path.equals("/")) {
      LOG.debug("{}: confirms a boot that is not for once", request.getRemoteAddr());
      PlainText.send(response, HttpServletResponse.SC_OK, THANKS);
      return;
    }
    switch (confirmations.confirm(path.substring(1), request)) {
      case SPENT -> PlainText.send(response, HttpServletResponse.SC_OK, THANKS);
      case NOT_NOW -> Confirmations.sendNotNow(response);
      case FOREIGN -> {
        complaints.about(request, "confirms a boot with a ticket that this server did not make");
        PlainText.send(
            response, HttpServletResponse.SC_NOT_FOUND, "This server did not make this ticket.\n");
      }
    }
  }
}
