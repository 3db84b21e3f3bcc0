package org.pixiecore.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.status.Listening;

class MetricsServletTest {

  private final Metrics metrics = new Metrics();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new MetricsServlet(metrics)), MetricsServlet.PATH);
    server.setHandler(context);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void aPlainClientGetsPrometheusText() throws Exception {
    Events.all().forEach(metrics::happened);

    HttpResponse<byte[]> response = ask("GET");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    Exposition exposition = Exposition.parse(new String(response.body(), UTF_8));
    assertThat(exposition.value("pixiecore_boots_total")).isOne();
    assertThat(exposition.samples()).containsKey("process_cpu_seconds_total");
  }

  @Test
  void aClientThatTakesMoreGetsItCompressedAsOpenMetrics() throws Exception {
    HttpResponse<byte[]> response =
        ask(
            "GET",
            "Accept",
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2",
            "Accept-Encoding",
            "deflate;q=0.2, gzip;q=0.8");

    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(response.headers().allValues("Vary")).contains("Accept, Accept-Encoding");
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes(), UTF_8);
    assertThat(text).contains("# TYPE pixiecore_boots counter").endsWith("# EOF\n");
  }

  @Test
  void aClientThatRefusesGzipGetsNone() throws Exception {
    HttpResponse<byte[]> response = ask("GET", "Accept-Encoding", "gzip;q=0, identity");

    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void headHasNoBodyAndNothingCanBeWritten() throws Exception {
    assertThat(ask("HEAD").body()).isEmpty();
    assertThat(ask("HEAD").statusCode()).isEqualTo(200);
    assertThat(ask("POST").statusCode()).isEqualTo(405);
  }

  @Test
  void aClientLearnsNothingOfWhatIsBroken() throws Exception {
    Listening broken =
        () -> {
          throw new IllegalStateException("secret");
        };
    metrics.listening = List.of(broken);

    HttpResponse<byte[]> response = ask("GET");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(new String(response.body(), UTF_8))
        .contains("The log says why")
        .doesNotContain("secret");
  }

  private HttpResponse<byte[]> ask(String method, String... headers)
      throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + connector.getLocalPort() + MetricsServlet.PATH);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
  }
}
