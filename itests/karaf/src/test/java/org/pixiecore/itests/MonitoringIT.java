package org.pixiecore.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.itests.Server.eventually;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.BootListener;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.BootWatcher;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.MachineBoot;

/** What others learn of this server: figures, health, events. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class MonitoringIT {

  private static final List<String> FEATURES =
      List.of("pixiecore-metrics", "pixiecore-health", "pixiecore-notify");
  private static final String WEBHOOK = "org.pixiecore.notify.webhook-default";
  private static final MacAddress MAC = MacAddress.parse("52:54:00:88:00:01");
  private static final String TFTP = "org.pixiecore.tftp.server";
  private static final String HEALTH = "/system/health";

  @Rule public final Server server = Server.booting();

  @Inject private BundleContext context;

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Before
  public void install() {
    FEATURES.forEach(server::install);
  }

  @After
  public void forgetTheWebhook() throws IOException {
    server.etc().clear(WEBHOOK);
  }

  @Test
  public void figuresAreServedAlsoAfterARestart() throws Exception {
    happened(new BootEvent.Booting(Instant.now(), Client.of(MAC), "vmlinuz", "static-lab"));

    HttpResponse<String> response = get("/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(response.body())
        .containsPattern("(?m)^pixiecore_boots_total [1-9]")
        .contains("process_cpu_seconds_total", "jvm_memory_used_bytes")
        .doesNotContain(MAC.toString());

    server.bundle("org.pixiecore.metrics").stop();
    server.bundle("org.pixiecore.metrics").start();
    eventually().until(() -> get("/metrics").body().contains("pixiecore_boots_total"));
  }

  @Test
  public void aBootIsInTheFigures() throws Exception {
    new SimulatedBoot(server.firmware(), server.firmware(), server.bootServer()).run();

    eventually()
        .untilAsserted(
            () ->
                assertThat(get("/metrics").body())
                    .containsPattern("(?m)^pixiecore_boots_total [1-9]")
                    .containsPattern("(?m)^pixiecore_machines\\{state=\"booting\"} [1-9]")
                    .containsPattern(
                        "(?m)^pixiecore_transfers_total\\{outcome=\"complete\",protocol=\"tftp\"} [1-9]")
                    .containsPattern(
                        "(?m)^pixiecore_transfers_total\\{outcome=\"complete\",protocol=\"http\"} [1-9]")
                    .containsPattern("(?m)^pixiecore_dhcp_answers_total\\{.*} [1-9]"));
  }

  @Test
  public void healthSeesThatAnotherProgramHasAPort() throws Exception {
    try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();
      server.etc().set(TFTP, "port", String.valueOf(taken));
      eventually()
          .untilAsserted(() -> assertThat(get(HEALTH).body()).contains("TFTP, port " + taken));
      eventually().until(() -> get(HEALTH).statusCode() == 503);
      // its text is the command's result, which a console prints and this session does not
      String unused = server.shell("hc:exec pixiecore");
    } finally {
      server.etc().set(TFTP, "port", String.valueOf(server.ports().tftp()));
    }
    eventually().until(() -> get(HEALTH).statusCode() == 200);
  }

  @Test
  public void eventAdminIsTold() {
    Queue<Event> events = new ConcurrentLinkedQueue<>();
    EventHandler handler = events::add;
    ServiceRegistration<EventHandler> registration =
        context.registerService(
            EventHandler.class,
            handler,
            FrameworkUtil.asDictionary(Map.of(EventConstants.EVENT_TOPIC, "org/pixiecore/boot/*")));
    try {
      happened(new BootEvent.Confirmed(Instant.now(), Client.of(MAC), "static-lab"));
      changed(BootState.LOADING);

      eventually()
          .untilAsserted(
              () ->
                  assertThat(events)
                      .filteredOn(event -> MAC.toString().equals(event.getProperty("mac")))
                      .extracting(Event::getTopic)
                      .contains(
                          "org/pixiecore/boot/CONFIRMED", "org/pixiecore/boot/state/LOADING"));
    } finally {
      registration.unregister();
    }
  }

  @Test
  public void aWebhookIsCalled() throws Exception {
    Queue<String> calls = new ConcurrentLinkedQueue<>();
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/hook",
        exchange -> {
          calls.add(
              exchange.getRequestHeaders().getFirst("Webhook-Signature")
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    site.start();
    try {
      Log log = Log.ofThisContainer();
      int port = site.getAddress().getPort();
      server
          .etc()
          .set(
              WEBHOOK,
              "url",
              "http://127.0.0.1:" + port + "/hook",
              "on",
              "booting",
              "secret",
              "hunter2");
      log.awaitLine("webhook-default calls 127.0.0.1:" + port);
      changed(BootState.BOOTING);

      eventually()
          .untilAsserted(
              () ->
                  assertThat(calls)
                      .anySatisfy(
                          call ->
                              assertThat(call)
                                  .startsWith("v1,")
                                  .contains(MAC.toString(), "\"state\":\"booting\"")));
    } finally {
      site.stop(0);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return Http.get(
        URI.create("http://127.0.0.1:" + server.ports().http() + path), BodyHandlers.ofString());
  }

  private void happened(BootEvent event) {
    tell(BootListener.class, listener -> listener.happened(event));
  }

  private void changed(BootState state) {
    MachineBoot boot =
        new MachineBoot(
            MAC,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            state,
            ChainLink.FILES,
            Instant.now(),
            Instant.now(),
            Optional.empty(),
            List.of(),
            List.of(),
            0,
            Optional.empty());
    tell(BootWatcher.class, watcher -> watcher.changed(boot));
  }

  /** Tells all that listen, as whoever has something to tell does. */
  private <S> void tell(Class<S> type, Consumer<S> call) {
    try {
      for (ServiceReference<S> reference : context.getServiceReferences(type, null)) {
        call.accept(context.getService(reference));
        context.ungetService(reference);
      }
    } catch (InvalidSyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
