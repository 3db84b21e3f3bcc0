package org.pixiecore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.event.BootEvent.Booting;
import org.pixiecore.api.event.BootEvent.Confirmed;
import org.pixiecore.api.event.BootEvent.Instructed;
import org.pixiecore.api.event.Client;

/** What is told of scripts, and of machines that say that they boot. */
@Timeout(300)
class ReportedBootsTest {

  private static final Client MACHINE = Client.of(TestServer.MAC, InetAddress.getLoopbackAddress());
  private static final String QUERY = "?mac=52:54:00:12:34:56&arch=0";
  private static final BootDecision BOOT =
      new BootDecision.Boot(
          new KernelBoot(
              BootFile.parse("/srv/vmlinuz"), List.of(), CommandLine.EMPTY, Optional.empty()),
          "lab");

  private final RecordedEvents events = new RecordedEvents();
  private final BootReports reports = events.reports();
  private final FakeOneShots oneShots = new FakeOneShots();
  private final Confirmations confirmations = oneShots.confirmations(reports);
  private final ScriptServlet script =
      new ScriptServlet(TestServer.settings(), new ServedPaths(), reports);
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    script.files = TestServer.SEAL;
    server =
        new TestServer()
            .with(ServerUrls.SCRIPT_PATH, script)
            .with(ServerUrls.NOTICE_PATH, new BootNotice(confirmations, reports))
            .with(ServerUrls.CONFIRM_PATH + "/*", new ConfirmServlet(confirmations))
            .start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private void decides(BootDecision decision) {
    script.booters = (machine, patience) -> CompletableFuture.completedFuture(decision);
  }

  private BootDecision instructed() throws Exception {
    server.get(server.base() + ServerUrls.SCRIPT_PATH + QUERY);
    Instructed told = events.next(Instructed.class);
    assertThat(told.client()).isEqualTo(MACHINE);
    assertThat(told.instructions()).isEqualTo("iPXE script");
    return told.decision();
  }

  @Test
  void aScriptSaysWhatWasDecided() throws Exception {
    decides(BOOT);
    assertThat(instructed()).isEqualTo(BOOT);

    BootDecision.NotOurs other = new BootDecision.NotOurs("no booter is for it");
    decides(other);
    assertThat(instructed()).isEqualTo(other);

    BootDecision.Undecided undecided = new BootDecision.Undecided("slow");
    decides(undecided);
    assertThat(instructed()).isEqualTo(undecided);
  }

  @Test
  void aMachineThatIsToAskAgainIsToldWhy() throws Exception {
    assertThat(instructed()).isEqualTo(new BootDecision.Undecided("the core is not there"));

    decides(BOOT);
    script.files = null;
    assertThat(instructed()).isEqualTo(new BootDecision.Undecided("the core is not there"));

    script.booters = (machine, patience) -> CompletableFuture.failedFuture(new IOException());
    assertThat(instructed()).isEqualTo(new BootDecision.Undecided("this server failed"));
  }

  @Test
  void aBootNotice() throws Exception {
    server.get(server.base() + ServerUrls.NOTICE_PATH + QUERY + "&kernel=vmlinuz&booter=lab");

    Booting booting = events.next(Booting.class);
    assertThat(booting.client()).isEqualTo(MACHINE);
    assertThat(booting.name()).isEqualTo("vmlinuz");
    assertThat(booting.booter()).isEqualTo("lab");
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void aTicketIsSpentBeforeTheMachineBoots() throws Exception {
    server.get(server.base() + ServerUrls.NOTICE_PATH + QUERY + "&ticket=good");

    Confirmed confirmed = events.next(Confirmed.class);
    assertThat(confirmed.client()).isEqualTo(MACHINE);
    assertThat(confirmed.booter()).isEqualTo("lab");
    assertThat(events.next(Booting.class).client()).isEqualTo(MACHINE);
  }

  @Test
  void aTicketThatCannotBeSpentNowHoldsTheMachine() throws Exception {
    oneShots.failure = new IOException("the disk is full");
    server.get(server.base() + ServerUrls.NOTICE_PATH + QUERY + "&ticket=good");

    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void anInstallersConfirmation() throws Exception {
    server.get(server.base() + ServerUrls.CONFIRM_PATH + "/forged");
    server.get(server.base() + ServerUrls.CONFIRM_PATH);
    server.get(server.base() + ServerUrls.CONFIRM_PATH + "/good");

    assertThat(events.next(Confirmed.class).client()).isEqualTo(MACHINE);
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void headTellsNothing() throws Exception {
    decides(BOOT);
    server.send("HEAD", server.base() + ServerUrls.SCRIPT_PATH + QUERY);
    server.send("HEAD", server.base() + ServerUrls.NOTICE_PATH + QUERY);
    server.send("HEAD", server.base() + ServerUrls.CONFIRM_PATH + "/good");

    assertThat(events.isEmpty()).isTrue();
  }
}
