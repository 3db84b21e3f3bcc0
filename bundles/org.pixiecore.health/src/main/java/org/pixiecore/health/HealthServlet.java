package org.pixiecore.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Says by HTTP whether this server can boot a machine now: 200 or 503, and in text what is wrong.
 * Health Checks' own servlet does not load in Karaf, whose feature resolver leaves optional imports
 * unwired.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pixiecore-health")
@HttpWhiteboardServletPattern(HealthServlet.PATH)
public final class HealthServlet extends HttpServlet {

  static final String PATH = "/system/health";

  private final transient HealthCheckExecutor executor;

  /**
   * Held, and not used: Pax Web 8 takes a bundle's servlets away when it releases the HTTP service
   * for it, late, and perhaps after the bundle has started again. While the bundle holds it there
   * is no last release.
   */
  @Reference(
      service = AnyService.class,
      target = "(objectClass=org.osgi.service.http.HttpService)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  transient volatile Object httpService;

  @Activate
  public HealthServlet(@Reference HealthCheckExecutor executor) {
    this.executor = executor;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<HealthCheckExecutionResult> results =
        executor.execute(HealthCheckSelector.tags(Checks.TAG));
    byte[] body = text(results).getBytes(UTF_8);
    response.setStatus(
        healthy(results) ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("text/plain;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** A warning is something to do, and no machine waits for it. */
  private static boolean healthy(List<HealthCheckExecutionResult> results) {
    return !results.isEmpty()
        && results.stream()
            .map(result -> result.getHealthCheckResult().getStatus())
            .allMatch(status -> status == Result.Status.OK || status == Result.Status.WARN);
  }

  private static String text(List<HealthCheckExecutionResult> results) {
    StringBuilder text = new StringBuilder();
    for (HealthCheckExecutionResult result : results) {
      Result of = result.getHealthCheckResult();
      text.append(result.getHealthCheckMetadata().getTitle())
          .append(": ")
          .append(of.getStatus())
          .append('\n');
      for (ResultLog.Entry entry : of) {
        if (!entry.isDebug()) {
          text.append("  ").append(entry.getStatus()).append(' ');
          text.append(entry.getMessage()).append('\n');
        }
      }
    }
    return text.toString();
  }
}
