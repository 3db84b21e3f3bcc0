package org.pixiecore.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BootNoticeTest {

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer().with(ServerUrls.NOTICE_PATH, new BootNotice()).start();
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
  void whatAClientSaysStaysOnItsLineAndShort() {
    assertThat(BootNotice.name("a\r\nINFO forged\u001b[31m")).isEqualTo("a__INFO_forged_[31m");
    assertThat(BootNotice.name("x".repeat(5000))).hasSize(103);
    assertThat(BootNotice.name(null)).isEqualTo("an unnamed one");
  }
}
