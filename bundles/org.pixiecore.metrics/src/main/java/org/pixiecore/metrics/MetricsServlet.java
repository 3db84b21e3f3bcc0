package org.pixiecore.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Prometheus fetches: text, or OpenMetrics where the client asks for it. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pixiecore-metrics")
@HttpWhiteboardServletPattern(MetricsServlet.PATH)
public final class MetricsServlet extends HttpServlet {

  static final String PATH = "/metrics";

  private static final Logger LOG = LoggerFactory.getLogger(MetricsServlet.class);
  private static final int USUAL_SIZE = 32 * 1024;

  private final transient Metrics metrics;
  private final transient ExpositionFormats formats = ExpositionFormats.init();

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
  public MetricsServlet(@Reference Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ExpositionFormatWriter writer = formats.findWriter(request.getHeader("Accept"));
    ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_SIZE);
    boolean gzip = accepts(request, "gzip");
    try (OutputStream out = gzip ? new GZIPOutputStream(body) : body) {
      writer.write(out, metrics.snapshots());
    } catch (RuntimeException e) {
      LOG.error("{}: the figures could not be told", request.getRemoteAddr(), e);
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      response.setContentType("text/plain;charset=utf-8");
      response.getOutputStream().print("The figures could not be told. The log says why.\n");
      return;
    }
    response.setContentType(writer.getContentType());
    response.setHeader("Vary", "Accept, Accept-Encoding");
    response.setHeader("Cache-Control", "no-store");
    if (gzip) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentLength(body.size());
    body.writeTo(response.getOutputStream());
  }

  /** RFC 9110 section 12.5.3, where a weight of zero says no. */
  private static boolean accepts(HttpServletRequest request, String coding) {
    return Collections.list(request.getHeaders("Accept-Encoding")).stream()
        .flatMap(field -> Stream.of(field.toLowerCase(Locale.ROOT).split(",", -1)))
        .map(item -> item.replaceAll("\\s", ""))
        .filter(item -> !item.matches(".*;q=0(\\.0*)?"))
        .anyMatch(item -> item.replaceFirst(";.*", "").equals(coding));
  }
}
