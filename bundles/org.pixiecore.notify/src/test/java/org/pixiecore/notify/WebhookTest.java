package org.pixiecore.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.Diagnosis;

/** Webhooks, and a server of the site that takes them, or does not. */
class WebhookTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:01.5Z");
  private static final String SECRET = "s3cret-hunter2";

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final CountDownLatch release = new CountDownLatch(1);
  private SiteServer site;
  private Webhook webhook;

  @BeforeEach
  void start() throws IOException {
    System.setErr(new PrintStream(log, true, UTF_8));
    site = new SiteServer();
  }

  @AfterEach
  void stop() {
    release.countDown();
    if (webhook != null) {
      webhook.deactivate();
    }
    site.close();
    System.setErr(before);
  }

  @Test
  void aChangeIsOneSignedCall() throws Exception {
    open("secret", SECRET);
    webhook.changed(Boots.at(BootState.LOADING));
    webhook.changed(Boots.at(BootState.LOADING));
    webhook.changed(Boots.at(BootState.BOOTING));

    SiteServer.Call first = site.call();
    assertThat(first.path()).isEqualTo("/hook?key=1");
    assertThat(first.json().path("id").asText()).isEqualTo(first.id());
    assertThat(first.json().path("state").asText()).isEqualTo("loading");
    assertThat(first.timestamp()).isEqualTo(String.valueOf(NOW.getEpochSecond()));
    assertThat(first.signature())
        .isEqualTo(Signature.of(SECRET, first.id(), NOW.getEpochSecond(), first.body()));
    SiteServer.Call second = site.call();
    assertThat(second.json().path("state").asText()).isEqualTo("booting");
    assertThat(second.json().path("previous").asText()).isEqualTo("loading");
    assertThat(second.id()).isNotEqualTo(first.id());
  }

  @Test
  void withoutASecretNothingIsSigned() throws Exception {
    open();
    webhook.changed(Boots.at(BootState.BOOTING));

    assertThat(site.call().signature()).isNull();
  }

  @Test
  void onlyWhatIsAskedForIsTold() throws Exception {
    open("on", "booting, Program_Stalled");
    webhook.changed(Boots.at(BootState.LOADING));
    webhook.changed(Boots.stuck(Boots.diagnosis(Diagnosis.Cause.NO_ADDRESS, Boots.NOON)));
    webhook.changed(Boots.stuck(Boots.STALLED));
    webhook.changed(Boots.at(BootState.BOOTING));

    assertThat(site.call().json().at("/diagnosis/cause").asText()).isEqualTo("program_stalled");
    assertThat(site.call().state()).isEqualTo("56 booting");
  }

  @Test
  void aReceiverThatFailsGetsTheSameAgainAndTheNextAfterIt() throws Exception {
    open();
    site.reply(SiteServer.status(503));
    webhook.changed(Boots.at(BootState.LOADING));
    webhook.changed(Boots.at(BootState.BOOTING));

    SiteServer.Call first = site.call();
    site.reply(SiteServer.status(204));
    SiteServer.Call again = site.call();
    while (again.state().equals("56 loading")) {
      assertThat(again.id()).isEqualTo(first.id());
      assertThat(again.body()).isEqualTo(first.body());
      again = site.call();
    }
    assertThat(again.state()).isEqualTo("56 booting");
    assertThat(log.toString(UTF_8)).contains("answered 503", "takes notifications again");
  }

  @Test
  void aReceiverThatHangsIsGivenUpInTimeAndCalledAgain() throws Exception {
    open("timeout", "100");
    site.reply(exchange -> release.await());
    webhook.changed(Boots.at(BootState.BOOTING));

    SiteServer.Call first = site.call();
    assertThat(site.call().id()).isEqualTo(first.id());
    assertThat(log.toString(UTF_8)).contains("no whole answer within 100 ms");
  }

  @Test
  void anAnswerThatNeverEndsIsNone() throws Exception {
    open("timeout", "100");
    site.reply(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write('.');
          out.flush();
          release.await();
        });
    webhook.changed(Boots.at(BootState.BOOTING));

    SiteServer.Call first = site.call();
    assertThat(site.call().id()).isEqualTo(first.id());
  }

  @Test
  void aConnectionThatBreaksOffIsTriedAgain() throws Exception {
    open();
    site.reply(exchange -> exchange.close());
    webhook.changed(Boots.at(BootState.BOOTING));

    SiteServer.Call first = site.call();
    site.reply(SiteServer.status(200));
    assertThat(site.call().id()).isEqualTo(first.id());
  }

  @Test
  void aReceiverThatRefusesGetsTheNext() throws Exception {
    open();
    site.reply(SiteServer.status(400));
    webhook.changed(Boots.at(BootState.LOADING));
    assertThat(site.call().state()).isEqualTo("56 loading");
    webhook.changed(Boots.at(BootState.BOOTING));
    assertThat(site.call().state()).isEqualTo("56 booting");

    assertThat(log.toString(UTF_8)).contains("does not take", "answered 400");
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (SiteServer elsewhere = new SiteServer()) {
      open();
      site.reply(SiteServer.status(307, "Location", elsewhere.url("/stolen")));
      webhook.changed(Boots.at(BootState.LOADING));
      assertThat(site.call().state()).isEqualTo("56 loading");
      webhook.changed(Boots.at(BootState.BOOTING));
      assertThat(site.call().state()).isEqualTo("56 booting");

      assertThat(elsewhere.isQuiet()).isTrue();
    }
  }

  @Test
  void thereIsAnEndToRetries() throws Exception {
    open("retries", "2");
    site.reply(SiteServer.status(500));
    webhook.changed(Boots.at(BootState.LOADING));
    String first = site.call().id();
    assertThat(site.call().id()).isEqualTo(first);
    assertThat(site.call().id()).isEqualTo(first);
    webhook.changed(Boots.at(BootState.BOOTING));

    assertThat(site.call().state()).isEqualTo("56 booting");
    assertThat(log.toString(UTF_8)).contains("dropped after 3 attempts");
  }

  @Test
  void whatIsUnderWayGoesToItsEndWhenTheConfigurationChanges() throws Exception {
    try (SiteServer next = new SiteServer()) {
      CountDownLatch answered = new CountDownLatch(1);
      open();
      site.reply(
          exchange -> {
            release.await();
            exchange.sendResponseHeaders(204, -1);
            answered.countDown();
          });
      webhook.changed(Boots.at(BootState.LOADING));
      webhook.changed(Boots.at(BootState.BOOTING));
      assertThat(site.call().state()).isEqualTo("56 loading");

      webhook.modified(properties(next.url("/next")));
      release.countDown();

      answered.await();
      assertThat(next.call().state()).as("what waited").isEqualTo("56 booting");
      assertThat(site.isQuiet()).isTrue();
      assertThat(next.isQuiet()).as("the first is not told twice").isTrue();
    }
  }

  @Test
  void withoutAUrlNobodyIsCalledUntilThereIsOne() throws Exception {
    webhook = webhook(new HashMap<>());
    webhook.changed(Boots.at(BootState.LOADING));
    webhook.modified(properties(site.url("/hook")));
    webhook.changed(Boots.at(BootState.BOOTING));

    assertThat(site.call().state()).isEqualTo("56 booting");
    assertThat(log.toString(UTF_8)).contains("calls nobody");
  }

  @Test
  void aMistakeLeavesTheLastGoodSettings() throws Exception {
    open();
    Map<String, Object> mistaken = properties(site.url("/other"));
    mistaken.put("on", "bootng");
    webhook.modified(mistaken);
    webhook.changed(Boots.at(BootState.BOOTING));

    assertThat(site.call().path()).isEqualTo("/hook?key=1");
    assertThat(log.toString(UTF_8)).contains("bootng", "left_alone");
  }

  @Test
  void noSecretIsInTheLog() throws Exception {
    for (String url :
        new String[] {
          site.url("/" + SECRET),
          "ftp://h/" + SECRET,
          "http://me:" + SECRET + "@h/",
          "http://h h/" + SECRET,
          "https://127.0.0.1:1/" + SECRET
        }) {
      webhook = webhook(properties(url, "secret", "whsec_" + SECRET, "retries", "0"));
      webhook.changed(Boots.at(BootState.LOADING));
      webhook.deactivate();
    }
    open("secret", SECRET, "retries", "0");
    site.reply(SiteServer.status(404));
    webhook.changed(Boots.at(BootState.LOADING));
    site.call();
    webhook.changed(Boots.at(BootState.BOOTING));
    site.call();

    assertThat(log.toString(UTF_8)).contains("answered 404", "no http or https URL");
    assertThat(log.toString(UTF_8)).doesNotContain(SECRET);
  }

  private void open(String... keysAndValues) {
    webhook = webhook(properties(site.url("/hook?key=1"), keysAndValues));
  }

  private static Webhook webhook(Map<String, Object> properties) {
    return new Webhook(
        properties,
        Clock.fixed(NOW, ZoneOffset.UTC),
        new RetrySchedule(Duration.ofMillis(1), () -> 1));
  }

  private static Map<String, Object> properties(String url, String... keysAndValues) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("service.pid", "org.pixiecore.notify.webhook~lab");
    properties.put("url", url);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }
}
