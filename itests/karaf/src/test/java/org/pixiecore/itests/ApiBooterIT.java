package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.OptionUtils.combine;
import static org.pixiecore.itests.Server.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
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

/** The HTTP API booter, installed into the running distribution, and the example server. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ApiBooterIT {

  private static final String PID = "org.pixiecore.booter.api-lab";
  private static final String FEATURE = "pixiecore-booter-api";

  @Rule public final Server server = Server.withoutABooter();

  private ApiExample api;

  @Configuration
  public Option[] container() {
    return combine(Containers.distribution(), ApiExample.where());
  }

  @Before
  public void install() throws IOException {
    api = ApiExample.of(server.site());
    Files.writeString(server.site().directory().resolve("preseed.cfg"), "d-i");
    api.answer(
        "default",
        """
        {
          "kernel": "/vmlinuz",
          "initrd": ["%s/initrd.gz", "file://%s"],
          "cmdline": "%s preseed/url={{ URL \\"/preseed.cfg\\" }}"
        }
        """
            .formatted(api.url(), server.site().initrds().get(1), Site.COMMAND_LINE));
    server.etc().clear(PID);
    server
        .etc()
        .set(
            PID,
            "url",
            api.url(),
            "version",
            "2",
            "fileDirectories",
            server.site().directory().toString());
    server.install(FEATURE);
    eventually().until(() -> server.machine().script().contains(Site.COMMAND_LINE));
  }

  @After
  public void uninstall() throws IOException {
    if (api != null) {
      api.close();
    }
    server.shell("feature:uninstall " + FEATURE);
    server.etc().clear(PID);
  }

  @Test
  public void aMachineBootsFilesOfTheApiAndOfThisServer() throws Exception {
    String script = server.machine().script();
    List<URI> files = Http.files(script);

    assertThat(script).doesNotContain(api.url());
    assertThat(octets(files.get(0))).isEqualTo(Files.readAllBytes(server.site().kernel()));
    assertThat(octets(files.get(1))).isEqualTo(Files.readAllBytes(server.site().initrds().get(0)));
    assertThat(octets(files.get(2))).isEqualTo(Files.readAllBytes(server.site().initrds().get(1)));
    String preseed = script.replaceAll("(?s).* preseed/url=(\\S+).*", "$1");
    assertThat(octets(URI.create(preseed))).asString().isEqualTo("d-i");
  }

  @Test
  public void anAnswerThatChangesHoldsFromTheNextQuestionOn() throws Exception {
    Machine machine = server.machine();
    assertThat(machine.script()).contains(Site.COMMAND_LINE);

    api.answer(machine.mac().toString(), "{\"ipxe-script\": \"#!ipxe\\necho other\\n\"}");
    assertThat(machine.script()).contains("echo other");
    assertThat(server.machine().script()).as("another machine").contains(Site.COMMAND_LINE);
  }

  @Test
  public void aMistakeInTheAnswerIsInTheLog() throws Exception {
    Log log = Log.ofThisContainer();
    Machine machine = server.machine();
    api.answer(machine.mac().toString(), "{\"kernel\": \"file:///etc/passwd\"}");

    server
        .firmware()
        .sendUnanswerable(
            Capture.of("ipxe-undionly-discover").from(machine.mac()), server.ports().dhcp());
    log.awaitLine(machine.mac().toString(), "/kernel", "file:///etc/passwd", "is not below");
    // an answer to the other one would come before this
    assertThat(server.machine().script()).contains(Site.COMMAND_LINE);
  }

  @Test
  public void aSettingThatIsRefusedLeavesTheLastGoodOnes() throws Exception {
    Log log = Log.ofThisContainer();
    server.etc().set(PID, "url", "ftp://nowhere");

    log.awaitLine(PID, "url", "ftp://nowhere", "http or https URL");
    assertThat(server.machine().script()).contains(Site.COMMAND_LINE);
  }

  @Test
  public void theApiIsStoppedAndStartedWhileMachinesBoot() throws Exception {
    Log start = Log.ofThisContainer();
    // not on the API's host, which is what goes down
    api.answer(
        "default",
        "{\"kernel\": \"file://%s\", \"cmdline\": \"%s\"}"
            .formatted(server.site().kernel(), Site.COMMAND_LINE));
    server.etc().set(PID, "version", "1");
    start.awaitLine("asks " + api.url(), "version 1 of the API");
    try (BootLoad load = new BootLoad(server.bootServer(), 4)) {
      for (int i = 0; i < 3; i++) {
        load.awaitBoots(4);
        Log log = Log.ofThisContainer();
        api.stop();
        // machines that it knows go on meanwhile, and new ones repeat themselves
        log.awaitLine("api-lab", "it gives no answer");
        api.start();
      }
      load.awaitBoots(4);
      load.end();

      assertThat(load.lost()).isEmpty();
      assertThat(load.booted()).hasSize(load.begun());
      assertThat(load.booted())
          .allSatisfy(booted -> assertThat(booted.commandLine()).contains(Site.COMMAND_LINE));
    }
  }

  @Test
  public void aMachineThatTheApiKnowsGoesOnWhileItIsDown() throws Exception {
    Log log = Log.ofThisContainer();
    server.etc().set(PID, "version", "1");
    log.awaitLine("asks " + api.url(), "version 1 of the API");
    URI script = server.machine().scriptUrl();
    api.stop();

    assertThat(Http.get(script, BodyHandlers.ofString()).body()).contains(Site.COMMAND_LINE);
  }

  private static byte[] octets(URI url) throws IOException, InterruptedException {
    return Http.get(url, BodyHandlers.ofByteArray()).body();
  }
}
