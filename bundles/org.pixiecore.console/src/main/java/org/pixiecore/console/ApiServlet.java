package org.pixiecore.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.AsyncContext;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.history.MachineBoot;

/** The page's data, for programs too: see docs/console.md. What changes something is POST. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pixiecore-console-api")
@HttpWhiteboardServletPattern(ApiServlet.PATH + "/*")
@HttpWhiteboardServletAsyncSupported
public final class ApiServlet extends JsonServlet {

  static final String PATH = PageServlet.PATH + "/api";

  private final Doorkeeper doorkeeper;
  private final ServerView server;
  private final Configurations configurations;
  private final Changes changes;
  private final Explanations explanations;

  @Activate
  public ApiServlet(
      @Reference Doorkeeper doorkeeper,
      @Reference ServerView server,
      @Reference Configurations configurations,
      @Reference Changes changes,
      @Reference Explanations explanations) {
    this.doorkeeper = doorkeeper;
    this.server = server;
    this.configurations = configurations;
    this.changes = changes;
    this.explanations = explanations;
  }

  @Override
  void read(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedException {
    Optional<Session> session = doorkeeper.viewer(request);
    Optional<MachinePath> machine = MachinePath.parse(path(request));
    if (machine.isPresent()) {
      read(machine.get(), session, response);
      return;
    }
    Answers.send(
        response,
        switch (path(request)) {
          case "/status" -> server.status();
          case "/machines" -> server.machines();
          case "/problems" -> server.problems();
          case "/booters" -> server.booters();
          case "/downloads" -> server.downloads();
          case "/configuration" -> {
            doorkeeper.user(request);
            yield configurations.json();
          }
          default -> throw Answers.notFound();
        });
  }

  private void read(MachinePath path, Optional<Session> session, HttpServletResponse response)
      throws IOException, RefusedException {
    if (Changes.ACTIONS.contains(path.action()) || path.action().equals(Explanations.ACTION)) {
      Answers.sendNotAllowed(response, "POST");
      return;
    }
    if (!path.action().isEmpty()) {
      throw Answers.notFound();
    }
    MachineBoot boot = server.machine(path.mac()).orElseThrow(() -> unknown(path.mac()));
    ObjectNode json = server.whole(boot);
    json.put("ordered", session.isPresent() ? Json.orNull(changes.ordered(path.mac())) : null);
    Answers.send(response, json);
  }

  @Override
  void change(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedException {
    doorkeeper.changer(request);
    MachinePath path = MachinePath.parse(path(request)).orElseThrow(Answers::notFound);
    if (path.action().equals(Explanations.ACTION)) {
      explain(path.mac(), request);
      return;
    }
    if (path.action().isEmpty()) {
      Answers.sendNotAllowed(response, "GET, HEAD");
      return;
    }
    Answers.send(
        response, Json.object().put("done", changes.carryOut(path, Answers.read(request))));
  }

  /** No thread waits for the booters. */
  private void explain(MacAddress mac, HttpServletRequest request) throws RefusedException {
    var explanation = explanations.of(mac);
    AsyncContext later = request.startAsync();
    later.setTimeout(2 * Explanations.PATIENCE.toMillis());
    var unused =
        explanation.whenComplete(
            (json, failure) -> {
              HttpServletResponse response = (HttpServletResponse) later.getResponse();
              try {
                if (failure == null) {
                  Answers.send(response, json);
                } else {
                  Answers.send(
                      response,
                      new Refusal(
                          HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                          "The booters could not be asked; the log says why."));
                }
              } catch (IOException e) {
                // who asked has gone
              } finally {
                later.complete();
              }
            });
  }

  private static RefusedException unknown(MacAddress mac) {
    return new RefusedException(
        HttpServletResponse.SC_NOT_FOUND, mac + " has not been heard since this server started.");
  }

  private static String path(HttpServletRequest request) {
    return Optional.ofNullable(request.getPathInfo()).orElse("/");
  }
}
