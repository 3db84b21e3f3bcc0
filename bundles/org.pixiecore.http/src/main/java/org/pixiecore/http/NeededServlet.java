package org.pixiecore.http;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Serves a path that every boot needs: tells when it is served, and answers HEAD as it does GET.
 */
abstract class NeededServlet extends HttpServlet {

  private final ServedPaths served;
  private final String path;

  NeededServlet(ServedPaths served, String path) {
    this.served = served;
    this.path = path;
  }

  @Override
  public void init() {
    served.begin(path);
  }

  @Override
  public void destroy() {
    served.end(path);
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doGet(request, response);
  }

  @Override
  protected abstract void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException;
}
