package org.pixiecore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BootNoticeTest {

  private static final String NOTICE = "/pixiecore/booting?mac=52:54:00:12:34:56";

  private final FakeOneShots oneShots = new FakeOneShots();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        new TestServer()
            .with(
                ServerUrls.NOTICE_PATH, new BootNotice(oneShots.confirmations(), new BootReports()))
            .start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void isAnsweredWithSomethingSmallThatIsNotEmpty() throws Exception {
    var response =
        server.get(
            server.base() + "/pixiecore/booting?mac=52:54:00:12:34:56&kernel=vmlinuz&booter=lab");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).hasSizeBetween(1, 100);
  }

  @Test
  void needsNoMoreThanAMac() throws Exception {
    assertThat(server.get(server.base() + "/pixiecore/booting?mac=52:54:00:12:34:56").statusCode())
        .isEqualTo(200);
    assertThat(server.get(server.base() + "/pixiecore/booting").statusCode()).isEqualTo(400);
  }

  @Test
  void aTicketIsSpentByGetAndNotByHead() throws Exception {
    assertThat(server.send("HEAD", server.base() + NOTICE + "&ticket=good").statusCode())
        .isEqualTo(200);
    assertThat(oneShots.spentTickets).isEmpty();
    assertThat(server.get(server.base() + NOTICE + "&ticket=good").statusCode()).isEqualTo(200);
    assertThat(oneShots.spentTickets).containsExactly("good");
  }

  @Test
  void aTicketThatCannotBeSpentNowHoldsTheMachine() throws Exception {
    oneShots.failure = new IOException("the disk is full");
    assertThat(server.get(server.base() + NOTICE + "&ticket=good").statusCode()).isEqualTo(503);
  }

  @Test
  void aTicketThatNobodyCanMendHoldsNoMachine() throws Exception {
    assertThat(server.get(server.base() + NOTICE + "&ticket=forged").statusCode()).isEqualTo(200);
    assertThat(oneShots.spentTickets).isEmpty();
  }

  @Test
  void whatAClientSaysStaysOnItsLineAndShort() {
    assertThat(BootNotice.name("a\r\nINFO forged\u001b[31m")).isEqualTo("a__INFO_forged_[31m");
    assertThat(BootNotice.name("x".repeat(5000))).hasSize(103);
    assertThat(BootNotice.name(null)).isEqualTo("an unnamed one");
  }
}
